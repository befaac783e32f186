import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { placesOf } from '#config';
import { loadPack } from '#mapping';
import { backtest } from '../../../apps/cli/src/backtest/backtest.js';
import { openSource } from '../../../apps/cli/src/offline/opened-source.js';
import { AppProcess } from '../../support/app-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { believedLevels, setAside } from '../believed-levels.js';
import { captureTryton, WAREHOUSES, type CapturedTryton } from './captured-tryton.js';

const stack = inject('stack');
const tag = `tryton${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), 'tryton-'));
let state: TestDatabase;
let captured: CapturedTryton;
let shelfwire: AppProcess;
let evening: Readonly<Record<string, number>>;

beforeAll(async () => {
  state = await createTestDatabase(stack.statePostgres, 'tryton');
  const names = { tag, namespace: `${tag}.`, databaseUrl: state.url, folder };
  captured = await captureTryton(stack, names);
  shelfwire = await AppProcess.start('standalone', captured.policy, { ...stack, ...names });
}, 600_000);

afterAll(async () => {
  await shelfwire?.stop();
  await captured?.remove();
  await state?.drop();
  rmSync(folder, { recursive: true });
});

const comesToBe = (levels: Readonly<Record<string, number>>, aside: readonly unknown[]) =>
  vi.waitFor(
    async () => {
      const believed = await believedLevels(state.dataSource, 'tryton');
      expect({ levels: believed, aside: await setAside(state.dataSource) }).toEqual({
        levels: byLocation(levels),
        aside,
      });
    },
    { timeout: 60_000, interval: 200 },
  );

/** Of what has a code: the rest has no sku yet. */
const byLocation = (levels: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(levels).flatMap(([name, quantity]) => {
      const [, code = '', warehouse = '', bucket = ''] = /^(.*)@(\S+) (\S+)$/.exec(name) ?? [];
      const id = Object.keys(WAREHOUSES).find((each) => WAREHOUSES[each] === warehouse);
      return code === 'None' ? [] : [[`${code}@${id} ${bucket}`, quantity] as const];
    }),
  );

it('ends a day of the unmodified application with the levels that it says itself', async () => {
  const waits = 'waits for product_product:';
  await comesToBe(captured.opening, [
    expect.stringContaining(waits),
    expect.stringContaining(waits),
  ]);
  evening = await captured.books.write('trade');
  await comesToBe(evening, []);
});

it("states by the pack's SQL what the application says itself, and its backtest comes to that", async () => {
  const { policy } = captured;
  const pack = loadPack('connectors/tryton');
  const places = placesOf(policy, 'tryton');
  const locationOf = (name: string) => places.get(name);
  const source = { id: 'tryton', pack, policy, timeZone: 'Europe/Berlin', locationOf };
  const database = await openSource(source);
  const stated = await database.select(pack.file.levels ?? '');
  await database.close();
  const levels = stated
    .map((row) => [
      `${String(row['sku'])}@${locationOf(String(row['location']))} ${String(row['bucket'])}`,
      Number(row['quantity']),
    ])
    .filter(([, quantity]) => quantity !== 0);
  expect(Object.fromEntries(levels)).toEqual(byLocation(evening));

  const options = { from: undefined, levels: undefined };
  const { comparison, setAside: aside } = await backtest(source, options, () => undefined);
  expect({ differences: comparison?.differences, aside }).toEqual({ differences: [], aside: [] });
});
