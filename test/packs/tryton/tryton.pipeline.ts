import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
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
  await comesToBe(await captured.books.write('trade'), []);
});
