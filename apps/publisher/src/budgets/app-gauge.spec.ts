import type { LimitDimension } from '#channels';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Share, ShareWanted } from './app-budget.repository.js';
import { AppGauge } from './app-gauge.js';

const LIMIT: LimitDimension = {
  id: 'calls',
  kind: 'tokenBucket',
  scope: 'app',
  counts: ['write'],
  cost: 'request',
  perRequest: 1,
  perRow: 0,
  capacity: 100,
  refillPerSecond: 100,
};

/** A gauge on a store that grants as it is told, and what it was asked for. */
function gaugeOn(grant: (wanted: Omit<ShareWanted, 'app' | 'limitId'>) => Share) {
  const asked: Omit<ShareWanted, 'app' | 'limitId'>[] = [];
  const ask = (_: unknown, wanted: (typeof asked)[number]) => {
    asked.push(wanted);
    return Promise.resolve(grant(wanted));
  };
  return { asked, gauge: new AppGauge(LIMIT, ask, () => 0) };
}
const generous = ({ most }: { readonly most: number }) => ({ granted: most, level: most });

it('lets nothing through before it has a share, and asks once for it', async () => {
  const { asked, gauge } = gaugeOn(generous);

  expect([gauge.delayMs(1, 0, 0), gauge.delayMs(1, 0, 0)]).toEqual([5, 5]);
  await turn();
  expect(asked).toHaveLength(1);
  expect(gauge.delayMs(1, 0, 0)).toBe(0);
});

it('asks for more each time that a share did not last, and gives back what it did not use', async () => {
  const { asked, gauge } = gaugeOn(generous);
  for (let round = 0; round < 4; round += 1) {
    gauge.delayMs(1, 0, 0);
    await turn();
    while (gauge.delayMs(1, 0, 0) === 0) gauge.start(1);
    await turn();
  }
  const sizes = asked.map(({ most }) => most);
  const { givenBack } = await whenExpired(gauge, asked);

  expect(sizes.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
  expect(givenBack).toBe(16);
});

/** The share that it holds is not used in time. */
async function whenExpired(gauge: AppGauge, asked: readonly { readonly givenBack: number }[]) {
  await turn();
  gauge.delayMs(1, 0, 10_000);
  await turn();
  return asked.at(-1) ?? { givenBack: Number.NaN };
}

it('leaves what matters more its part of the store, and does not make it wait', async () => {
  const { asked, gauge } = gaugeOn(({ reserve, least }) =>
    reserve > 0 ? { granted: 0, level: 5 } : { granted: least, level: 5 },
  );
  gauge.delayMs(1, 15, 0);
  await turn();
  expect(gauge.delayMs(1, 15, 0)).toBeGreaterThan(5);
  gauge.delayMs(1, 0, 0);
  await turn();

  expect(asked.map(({ reserve }) => reserve)).toEqual([11.25, 0]);
  expect(gauge.delayMs(1, 0, 0)).toBe(0);
});

it('spends again what the channel did not count, and nothing after a refusal', async () => {
  const { gauge } = gaugeOn(() => ({ granted: 1, level: 1 }));
  gauge.delayMs(1, 0, 0);
  await turn();
  gauge.start(1);
  expect(gauge.delayMs(1, 0, 0)).toBeGreaterThan(0);
  gauge.settle(1, false);
  expect(gauge.delayMs(1, 0, 0)).toBe(0);
  gauge.exhaust();

  expect(gauge.delayMs(1, 0, 0)).toBeGreaterThan(0);
});
