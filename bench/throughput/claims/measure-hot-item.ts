import { randomUUID } from 'node:crypto';
import path from 'node:path';
import getPort from 'get-port';
import { keepApiKey } from '../../../tools/run/api-key.js';
import { AppProcess } from '../../../tools/run/app-process.js';
import { percentiles } from '../../support/percentiles.js';
import type { Arena, Database } from '../arena.js';
import { median } from '../figures.js';
import { LOCATIONS } from '../load/changes.js';
import type { Course } from '../plan.js';
import type { Ratio } from '../ratio.js';
import { StormSender, type Call, type Storm } from './storm.js';

const CALLS = 200;
const UNITS = 10;
const CHANNEL = 'channel-01';
const WARM_UPS = 15;

/** Who answers claims over HTTP, and how one is asked for. */
interface Desk {
  readonly name: string;
  readonly entry: string;
  /** @param key of the API; who asks for none leaves it out */
  readonly call: (sku: string, location: string, key: string) => Call;
}

const SHELFWIRE: Desk = {
  name: 'api',
  entry: 'apps/api/src/main.ts',
  call: (sku, location, key) => ({
    path: '/v1/reservations',
    headers: { 'idempotency-key': randomUUID(), authorization: `Bearer ${key}` },
    body: JSON.stringify({ channel: CHANNEL, lines: [{ sku, location, quantity: 1 }] }),
  }),
};

/** The usual way: each call locks the row, looks, and writes, in a transaction of its own. */
const ONE_BY_ONE: Desk = {
  name: 'claims-one-by-one',
  entry: 'bench/throughput/programs/claims-one-by-one.ts',
  call: (sku, location) => ({
    path: '/claims',
    headers: {},
    body: JSON.stringify({ sku, location, quantity: 1 }),
  }),
};

/**
 * 200 calls at one moment for an item of ten units, over HTTP, each for one unit.
 *
 * @throws Error unless exactly ten are admitted, every time
 */
export async function measureHotItem(course: Course, rounds: number): Promise<Ratio[]> {
  const { file } = await course.policy(1);
  const storms = Math.max(3, rounds) * 5;
  const ours = await stormsAt(SHELFWIRE, course.arena, file, storms);
  const theirs = await stormsAt(ONE_BY_ONE, course.arena, file, storms);
  const p99 = (all: readonly Storm[]) =>
    median(all.map(({ latenciesMs }) => percentiles(latenciesMs).p99));
  const [mine, other] = [p99(ours), p99(theirs)];
  return [
    {
      what: `${CALLS} claims at once for ${UNITS} units, p99`,
      ours: mine,
      theirs: 1,
      unit: 'ms',
      ratio: mine,
      goal: '≤ 50',
    },
    {
      what: 'the same ÷ one transaction for each call',
      ours: mine,
      theirs: other,
      unit: 'ms',
      ratio: mine / other,
      goal: '',
    },
  ];
}

async function stormsAt(
  desk: Desk,
  arena: Arena,
  configFile: string,
  count: number,
): Promise<readonly Storm[]> {
  const database = await arena.createDatabase('shelfwire');
  const key = await keepApiKey(database.url, path.join(arena.folder, 'api-key'));
  const port = await getPort({ host: '127.0.0.1' });
  const url = `http://127.0.0.1:${port}`;
  const env = {
    SHELFWIRE_CONFIG: configFile,
    SHELFWIRE_DATABASE_URL: database.url,
    SHELFWIRE_KAFKA_BROKERS: arena.endpoints.kafkaBrokers.join(','),
    SHELFWIRE_CONNECT_URL: arena.endpoints.connectUrl,
    SHELFWIRE_HTTP_PORT: String(port),
  };
  const { name, entry } = desk;
  const program = AppProcess.spawn(
    { name, entry, env, logDir: arena.folder, healthUrl: `${url}/health` },
    arena.ledger,
  );
  const sender = new StormSender(url, CALLS);
  try {
    await program.ready();
    const storms: Storm[] = [];
    for (let round = -WARM_UPS; round < count; round += 1) {
      const storm = await oneStorm(desk, key, sender, database, `HOT-${round + WARM_UPS}`);
      if (round >= 0) storms.push(storm);
    }
    return storms;
  } finally {
    await sender.close();
    await program.stop();
    await database.drop();
  }
}

async function oneStorm(
  desk: Desk,
  key: string,
  sender: StormSender,
  { client }: Database,
  sku: string,
): Promise<Storm> {
  const [location] = LOCATIONS;
  await client.query(
    `INSERT INTO location_stock (partition, sku, location, available_base) VALUES (0, $1, $2, $3)`,
    [sku, location, UNITS],
  );
  const storm = await sender.send(
    Array.from({ length: CALLS }, () => desk.call(sku, location, key)),
  );
  const { rows } = await client.query<{ claimed: number }>(
    'SELECT claimed::int FROM location_stock WHERE sku = $1',
    [sku],
  );
  const claimed = rows[0]?.claimed;
  if (storm.admitted !== UNITS || storm.refused !== CALLS - UNITS || claimed !== UNITS) {
    throw new Error(
      `${desk.name}: ${storm.admitted} admitted, ${storm.refused} refused, ${claimed} claimed of ${UNITS}`,
    );
  }
  return storm;
}
