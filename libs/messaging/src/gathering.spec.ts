import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Gathering } from './gathering.js';

describe('Gathering', () => {
  it('handles in one go what comes in one turn', async () => {
    const groups: (readonly number[])[] = [];
    const gathering = new Gathering<number>((items) => Promise.resolve(void groups.push(items)));
    await Promise.all([1, 2, 3].map((item) => gathering.add(item)));

    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('handles one group at a time, and together what came meanwhile', async () => {
    const groups: (readonly number[])[] = [];
    const finish: (() => void)[] = [];
    const gathering = new Gathering<number>((items) => {
      groups.push(items);
      return new Promise((resolve) => finish.push(resolve));
    });
    const first = gathering.add(1);
    await nextTurn();
    const others = [gathering.add(2), gathering.add(3)];
    await nextTurn();
    expect(groups).toEqual([[1]]);

    finish[0]?.();
    await first;
    await expect.poll(() => groups).toEqual([[1], [2, 3]]);
    finish[1]?.();
    await Promise.all(others);
  });

  it('fails those of the group that failed, and goes on', async () => {
    const gathering = new Gathering<number>((items) =>
      items.includes(1) ? Promise.reject(new Error('one')) : Promise.resolve(),
    );
    const outcomes = await Promise.allSettled([gathering.add(1), gathering.add(2)]);

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(gathering.add(3)).resolves.toBeUndefined();
  });
});
