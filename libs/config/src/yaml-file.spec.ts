import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError } from './problem.js';
import { readYamlFile } from './yaml-file.js';

const schema = z.strictObject({
  kind: z.union([z.enum(['sale', 'return']), z.strictObject({ cel: z.string() })]),
  tables: z.record(
    z.string(),
    z.discriminatedUnion('role', [
      z.strictObject({ role: z.literal('state'), quantity: z.string() }),
      z.strictObject({ role: z.literal('reference'), keep: z.array(z.string()) }),
    ]),
  ),
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yaml-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function problemsOf(text: string) {
  const file = join(folder, 'pack.yaml');
  writeFileSync(file, text);
  try {
    readYamlFile(file, schema);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

it('tells what is wrong in the branch of a union that the value was meant for', () => {
  expect(problemsOf('kind: { cal: row.x }\ntables: {}')).toMatchObject([
    { line: 1, column: 7, path: 'kind.cel', found: 'nothing (it is missing)' },
    { line: 1, column: 9, path: 'kind.cal', hint: 'did you mean "cel"?' },
  ]);
  expect(problemsOf('kind: sales\ntables: {}')).toMatchObject([
    { path: 'kind', found: '"sales"', hint: 'did you mean "sale"?' },
  ]);
});

it('names the roles that a table may have, and the keys of its own role', () => {
  expect(problemsOf('kind: sale\ntables:\n  a: { role: stat, quantity: x }')).toMatchObject([
    { line: 3, column: 14, path: 'tables.a.role', hint: 'did you mean "state"?' },
  ]);
  expect(problemsOf('kind: sale\ntables:\n  a: { role: state, quantty: x }')).toMatchObject([
    { path: 'tables.a.quantity', expected: 'text' },
    { path: 'tables.a.quantty', hint: 'did you mean "quantity"?' },
  ]);
});

it('leaves placeholders alone where they are not asked for', () => {
  const file = join(folder, 'pack.yaml');
  writeFileSync(file, 'kind: { cel: "${env:NONE}" }\ntables: {}');
  expect(readYamlFile(file, schema).kind).toEqual({ cel: '${env:NONE}' });
});
