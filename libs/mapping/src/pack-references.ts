import { suggest, type Finding } from '#config';
import { z } from 'zod';

/** Only what is checked here: the schema judges the shape of the whole. */
const named = z.looseObject({
  tables: z.record(
    z.string(),
    z.looseObject({
      role: z.unknown().optional(),
      refs: z.record(z.string(), z.looseObject({ table: z.string() })).catch({}),
    }),
  ),
});

/** A change would wait for ever for a row of a table that is not captured, or keeps nothing to translate by. */
export function referenceFindings(content: unknown): Finding[] {
  const parsed = named.safeParse(content);
  if (!parsed.success) return [];
  const tables = Object.entries(parsed.data.tables);
  const references = tables.filter(([, { role }]) => role === 'reference').map(([name]) => name);
  return tables.flatMap(([name, { refs }]) =>
    Object.entries(refs)
      .filter(([, { table }]) => !references.includes(table))
      .map(([ref, { table }]) => ({
        path: ['tables', name, 'refs', ref, 'table'],
        expected: 'a table of this file whose role is reference',
        hint: suggest(table, references),
      })),
  );
}
