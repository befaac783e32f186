import { readYamlFile } from '#config';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  namesIn,
  PACKS,
  POLICIES,
  problemsOfPack,
  problemsOfPolicy,
  told,
} from './tell-problems.js';

/** By file: each problem as its line, path, what was found, what was expected, and perhaps a hint. */
const expectation = z.record(
  z.string(),
  z
    .array(
      z.strictObject({
        line: z.int(),
        path: z.string(),
        found: z.string(),
        expected: z.string(),
        hint: z.string().optional(),
      }),
    )
    .min(1),
);

const kinds = [
  { folder: PACKS, problemsOf: problemsOfPack },
  { folder: POLICIES, problemsOf: problemsOfPolicy },
];

describe.each(kinds)('bad files of $folder', ({ folder, problemsOf }) => {
  const expected = readYamlFile(join(folder, 'expected.yaml'), expectation);

  it('have each their expectation', () => {
    expect(namesIn(folder)).toEqual(Object.keys(expected).toSorted());
  });

  it.each(Object.entries(expected))('%s', (name, problems) => {
    const file = join(
      folder === PACKS ? `packs/${name}` : 'policies',
      folder === PACKS ? 'pack.yaml' : name,
    );
    expect(problemsOf(name).map(told)).toEqual(
      problems.map((problem) => ({ hint: null, ...problem, file })),
    );
  });
});

it('are many', () => {
  expect(namesIn(PACKS).length + namesIn(POLICIES).length).toBeGreaterThanOrEqual(60);
});
