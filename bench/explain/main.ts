import { parseArgs } from 'node:util';
import { startApi, type ApiServer } from '../../test/support/api-server.js';
import { createTestDatabase } from '../../test/support/database.js';
import { fillLedger } from '../../test/support/explained-ledger/fill-ledger.js';
import { POLICIES, type WorldSize } from '../../test/support/explained-ledger/world.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { checkSamples } from './check-samples.js';
import { measureJourneys, measureMoments } from './measure-requests.js';
import { tellExplain } from './tell-explain.js';
import { onAStack } from '../support/on-a-stack.js';

const SAMPLES = 1_000;
const GOAL_MS = 200;

const sizeOf = (lines: number): WorldSize => ({
  items: Math.ceil(lines / 50),
  lines,
  hotItems: 10,
  linesOfHot: Math.floor(lines / 100),
});

/** Fills a past, asks over HTTP why its numbers were what they were, and reckons them again. */
async function main(endpoints: StackEndpoints, lines: number): Promise<void> {
  const database = await createTestDatabase(endpoints.statePostgres, 'bench_explain');
  let api: ApiServer | undefined;
  try {
    const size = sizeOf(lines);
    const begunMs = performance.now();
    const samples = await fillLedger(database.dataSource, size, SAMPLES, (done) =>
      console.log(`${done} of ${lines} lines, ${seconds(begunMs)} s`),
    );
    await database.dataSource.query('VACUUM ANALYZE');
    console.log(`filled in ${seconds(begunMs)} s`);
    api = await startApi(database.url, POLICIES[1]);
    const rows = [...(await measureMoments(api, size)), ...(await measureJourneys(api, size))];
    const checked = await checkSamples(api, samples);
    tellExplain(size, rows, checked);
    const slow = rows.filter(({ taken }) => taken.p95 > GOAL_MS);
    if (slow.length > 0 || checked.faults.length > 0) process.exitCode = 1;
  } finally {
    await api?.close();
    await database.drop();
  }
}

const seconds = (sinceMs: number): string => ((performance.now() - sinceMs) / 1000).toFixed(1);

const { values } = parseArgs({ options: { lines: { type: 'string', default: '1000000' } } });
await onAStack('explain', (endpoints) => main(endpoints, Number(values.lines)));
