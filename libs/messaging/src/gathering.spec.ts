import { setTimeout as sleep } from 'node:timers/promises';
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
    let underWay = 0;
    let most = 0;
    const gathering = new Gathering<number>(async (items) => {
      most = Math.max(most, ++underWay);
      groups.push(items);
      await sleep(20);
      underWay -= 1;
    });
    const first = gathering.add(1);
    await sleep(5);
    await Promise.all([first, gathering.add(2), gathering.add(3)]);

    expect([groups, most]).toEqual([[[1], [2, 3]], 1]);
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
