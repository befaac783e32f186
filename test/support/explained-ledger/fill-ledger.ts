import type { DataSource } from 'typeorm';
import { randomNumbers } from '../../../bench/support/random.js';
import { appliedMs, lineOf, unitsAfter, type Change } from './change.js';
import { fillPresent } from './fill-present.js';
import { LedgerWriter } from './ledger-writer.js';
import { scheduleOf } from './schedule.js';
import { StepWriter } from './step-writer.js';
import {
  CLAIMED_ITEMS,
  CLAIMED_UNITS,
  numbersOf,
  skuOf,
  type Stock,
  type WorldSize,
} from './world.js';

export const PARTITIONS = 4;
const PUBLISHED_LINES = 10;
const TOLD_LINES = 50_000;

/** A number that was published, and a moment at which it held. */
export interface Sample {
  readonly sku: string;
  readonly numbers: Readonly<Record<string, number>>;
  readonly atMs: number;
  readonly isNewest: boolean;
}

/**
 * Fills a database with a past: a sealed ledger of sales and deliveries of items in two places, half of it
 * under an older policy, claims that were made in between, and what was published of it.
 *
 * @param tell how far it is, now and then
 * @returns as many published numbers as were asked for, by chance: the newest of items, and past ones
 */
export async function fillLedger(
  dataSource: DataSource,
  size: WorldSize,
  samples: number,
  tell: (lines: number) => void = () => {},
): Promise<readonly Sample[]> {
  const random = randomNumbers(29);
  const stocks: Stock[] = Array.from({ length: size.items }, () => NOTHING());
  const ledger = new LedgerWriter(dataSource, PARTITIONS);
  const steps = new StepWriter(dataSource);
  const past: Sample[] = [];
  for (const [at, item] of scheduleOf(size, random).entries()) {
    const stock = stocks[item] ?? NOTHING();
    const change = nextChange(stock, { item, at, of: size.lines }, random);
    await ledger.add(item % PARTITIONS, lineOf(change, stock));
    const numbers = numbersOf(stock);
    const ms = stock.appliedMs;
    if (at % PUBLISHED_LINES === 0) {
      const told = { sku: skuOf(item), version: stock.version, appliedMs: ms };
      await steps.add(
        { ...told, channel: 'bazaar', quantity: numbers.bazaar },
        { ...told, channel: 'emporium', quantity: numbers.emporium },
      );
      const sample = { sku: skuOf(item), numbers, atMs: ms + 1, isNewest: false };
      const place = past.length < samples ? past.length : Math.floor(random() * (at / 5));
      if (place < samples) past[place] = sample;
    }
    if (at % TOLD_LINES === 0) tell(at);
  }
  await Promise.all([ledger.end(), steps.flush()]);
  await fillPresent(dataSource, stocks, PARTITIONS);
  const newest = stocks.flatMap((stock, item) => (stock.half === 1 ? [newestOf(stock, item)] : []));
  const half = Math.floor(samples / 2);
  const chosen = Array.from({ length: half }, () => newest[Math.floor(random() * newest.length)]);
  return [...past.slice(half), ...chosen.filter((sample) => sample !== undefined)];
}

const NOTHING = (): Stock => ({
  leeds: 0,
  depot: 0,
  claimed: 0,
  version: 0,
  half: 0,
  appliedMs: 0,
});

/** Changes the item's stock. */
function nextChange(
  stock: Stock,
  { item, at, of }: Pick<Change, 'item' | 'at' | 'of'>,
  random: () => number,
): Change {
  const place = random() < 0.7 ? 'leeds' : 'depot';
  const before = stock[place];
  stock[place] = unitsAfter(before, random);
  stock.version += 1;
  stock.half = at < of / 2 ? 0 : 1;
  stock.appliedMs = appliedMs({ at, of });
  if (stock.half === 1 && item % CLAIMED_ITEMS === 0) stock.claimed = CLAIMED_UNITS;
  return { item, place, before, at, of };
}

const newestOf = (stock: Stock, item: number): Sample => ({
  sku: skuOf(item),
  numbers: numbersOf(stock),
  atMs: Date.now(),
  isNewest: true,
});
