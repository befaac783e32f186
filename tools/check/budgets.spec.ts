import { describe, expect, it } from 'vitest';
import { medianLines, overBudget } from './budgets.js';

const file = (path: string, lines: number) => ({ path, lines });

describe('the file budgets', () => {
  it('let short files and front doors pass', () => {
    const files = [file('libs/domain/src/index.ts', 12), file('apps/api/src/main.ts', 250)];

    expect(overBudget(files)).toEqual([]);
  });

  it('name a file that is too long', () => {
    const findings = overBudget([file('apps/api/src/main.ts', 251), file('a.ts', 1)]);

    expect(findings).toEqual([expect.stringContaining('apps/api/src/main.ts has 251 lines')]);
  });

  it('name a barrel', () => {
    const findings = overBudget([file('libs/domain/src/stock/index.ts', 3)]);

    expect(findings).toEqual([expect.stringContaining('is a barrel')]);
  });

  it('watch the median', () => {
    const files = [file('a.ts', 10), file('b.ts', 91), file('c.ts', 200)];

    expect(medianLines(files)).toBe(91);
    expect(overBudget(files)).toEqual([expect.stringContaining('median file has 91 lines')]);
  });
});
