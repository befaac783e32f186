import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { placesOf } from '#config';
import { loadPack } from '#mapping';
import { backtest } from '../../apps/cli/src/backtest/backtest.js';
import { AppProcess } from '../support/app-process.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { believedLevels, setAside } from './believed-levels.js';
import { CapturedApplications } from './captured-applications.js';
import { PACKS } from './packs.js';

const stack = inject('stack');
const tag = `packs${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), 'packs-'));
let state: TestDatabase;
let captured: CapturedApplications;
let shelfwire: AppProcess;

beforeAll(async () => {
  state = await createTestDatabase(stack.statePostgres, 'packs');
  const names = { tag, namespace: `${tag}.`, databaseUrl: state.url };
  captured = await CapturedApplications.install(stack, PACKS, {
    ...names,
    databaseOf: ({ pack }) => `${tag}_${pack.replaceAll('-', '_')}`,
  });
  shelfwire = await AppProcess.start('standalone', captured.policy, { ...stack, ...names, folder });
});

afterAll(async () => {
  await shelfwire?.stop();
  await captured?.remove();
  await state?.drop();
  rmSync(folder, { recursive: true });
});

const applicationOf = (pack: string) => {
  const found = captured.applications.find(({ given }) => given.pack === pack);
  if (!found) throw new Error(`${pack} was not installed`);
  return found;
};

it.each(PACKS)(
  '$pack: opening stock and a day come to what the application says',
  async (given) => {
    const application = applicationOf(given.pack);
    const comesTrue = async () => {
      const levels = await application.levels();
      await vi.waitFor(
        async () => {
          const believed = await believedLevels(state.dataSource, given.pack);
          expect({ levels: believed, aside: await setAside(state.dataSource) }).toEqual({
            levels,
            aside: [],
          });
        },
        { timeout: 60_000, interval: 100 },
      );
    };

    await comesTrue();
    await application.trade();
    await comesTrue();
  },
);

it.each(PACKS)('$pack: its backtest comes to the same', async ({ pack: id }) => {
  const { policy } = captured;
  const places = placesOf(policy, id);
  const locationOf = (name: string) => places.get(name);
  const source = {
    id,
    pack: loadPack(`connectors/${id}`),
    policy,
    timeZone: 'Europe/Berlin',
    locationOf,
  };
  const options = { from: undefined, levels: undefined };
  const { comparison, setAside: aside } = await backtest(source, options, () => undefined);
  expect({ differences: comparison?.differences, aside }).toEqual({ differences: [], aside: [] });
  expect(comparison?.equal).toBeGreaterThan(0);
});
