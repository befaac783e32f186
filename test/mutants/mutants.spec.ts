import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FOLD_MUTANTS } from './fold-mutants.js';
import { editsOf, mutated } from './mutant.js';
import { PROMISE_MUTANTS } from './promise-mutants.js';
import { STAGE_MUTANTS } from './stage-mutants.js';

const ALL = [...FOLD_MUTANTS, ...STAGE_MUTANTS, ...PROMISE_MUTANTS];

describe('the mutants', () => {
  it('are at least twenty, each under a name of its own', () => {
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
    expect(ALL.length).toBeGreaterThanOrEqual(20);
  });

  it.each(ALL.map((mutant) => [mutant.name, mutant] as const))('still apply: %s', (_, mutant) => {
    for (const edit of editsOf(mutant)) {
      const source = readFileSync(edit.file, 'utf8');

      expect(mutated(source, edit)).not.toBe(source);
    }
  });

  it.each(
    ALL.flatMap(({ name, caughtBy }) => ('named' in caughtBy ? [[name, caughtBy] as const] : [])),
  )('name a test that exists: %s', (_, { named, ...where }) => {
    const [file = ''] = Object.values(where);
    const source = readFileSync(file, 'utf8').replace(/\bit\(\s+'/g, "it('");
    expect(source).toContain(`it('${named}`);
  });
});
