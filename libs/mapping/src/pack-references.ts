import { suggest, type Finding } from '#config';
import { z } from 'zod';
import { namesIn } from './expression.js';

/** Only what is checked here: the schema judges the shape of the whole. */
const named = z.looseObject({
  tables: z.record(
    z.string(),
    z.looseObject({
      role: z.unknown().optional(),
      refs: z
        .record(z.string(), z.looseObject({ table: z.string(), key: z.string().catch('') }))
        .catch({}),
    }),
  ),
});

type Refs = z.infer<typeof named>['tables'][string]['refs'];

/**
 * A change would wait for ever for a row of a table that is not captured, or keeps nothing to translate
 * by, and could not be read by a key that names what is not there yet.
 */
export function referenceFindings(content: unknown): Finding[] {
  const parsed = named.safeParse(content);
  if (!parsed.success) return [];
  const tables = Object.entries(parsed.data.tables);
  const references = tables.filter(([, { role }]) => role === 'reference').map(([name]) => name);
  return tables.flatMap(([name, { refs }]) => [
    ...unknownTables(refs, references, name),
    ...unknownNames(refs, name),
  ]);
}

const unknownTables = (refs: Refs, references: readonly string[], name: string): Finding[] =>
  Object.entries(refs)
    .filter(([, { table }]) => !references.includes(table))
    .map(([ref, { table }]) => ({
      path: ['tables', name, 'refs', ref, 'table'],
      expected: 'a table of this file whose role is reference',
      hint: suggest(table, references),
    }));

function unknownNames(refs: Refs, name: string): Finding[] {
  const all = Object.keys(refs);
  return Object.entries(refs).flatMap(([ref, { key }], index) => {
    const known = ['row', ...all.slice(0, index)];
    const unknown = namesOf(key).filter((each) => !known.includes(each));
    return unknown.map((each) => ({
      path: ['tables', name, 'refs', ref, 'key'],
      expected: `a CEL expression over ${known.join(', ')}: a key may use the references declared before it`,
      hint: all.includes(each)
        ? each === ref
          ? `${each} cannot be reached through itself`
          : `declare ${each} before ${ref}`
        : suggest(each, known),
    }));
  });
}

/** None of what does not parse: compiling it tells what is wrong. */
function namesOf(key: string): readonly string[] {
  try {
    return [...namesIn(key)];
  } catch {
    return [];
  }
}
