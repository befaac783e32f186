import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import {
  installStockedPos,
  SOURCE,
  type StockedPos,
} from '../../bench/backfill/install-stocked-pos.js';
import { untilFolded } from '../../bench/backfill/first-snapshot.js';
import { runBackfill } from '../../bench/backfill/run-backfill.js';
import { lagsOf, sellOn } from '../../bench/backfill/sell-on.js';
import { changeUnseen, differingLevels } from '../../bench/backfill/stocked-pos.js';

const ITEMS = 500;
const STORES = 10;
const SALES_PER_SECOND = 40;

const stack = inject('stack');
let pos: StockedPos;

beforeAll(async () => {
  pos = await installStockedPos(stack, `fill${process.pid}`, { items: ITEMS, stores: STORES });
  await untilFolded(pos, ITEMS * STORES);
});
afterAll(() => pos?.remove());

const different = () =>
  differingLevels(stack.mariadb, pos.database, pos.state.dataSource, pos.policy, SOURCE);

it('mends what capture has missed, while sales of the same rows go on', async () => {
  expect(await different()).toEqual([]);
  const unseen = await changeUnseen(stack.mariadb, pos.database, 10);
  expect(unseen).toBeGreaterThan(400);
  expect(await different()).toHaveLength(unseen);

  const selling = sellOn(stack.mariadb, pos.database, pos.shape, SALES_PER_SECOND);
  const said: string[] = [];
  const backfill = await runBackfill(stack, pos, (line) => said.push(line));
  const sold = await selling.stop();

  expect(backfill).toMatchObject({ state: 'done', rows: ITEMS * STORES, problem: null });
  expect(said.at(-1)).toMatch(/^pos: done, 5,000 of about [\d,]+ rows .*, [\d,]+ rows\/s$/);
  await vi.waitFor(async () => expect(await different()).toEqual([]), {
    timeout: 30_000,
    interval: 500,
  });
  const lags = await lagsOf(pos.state.dataSource, sold);
  expect(lags.count).toBe(sold.length);
});
