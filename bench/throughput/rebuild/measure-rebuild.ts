import { FROM_SOURCE } from '../../../tools/run/app-process.js';
import { runToEnd } from '../../../tools/stack/run-to-end.js';
import type { Database } from '../arena.js';
import { median } from '../figures.js';
import type { Course } from '../plan.js';
import type { Ratio } from '../ratio.js';
import { rebuildReport, type RebuildReport } from './report.js';

const LISTINGS = 1_000_000;
const CHANNEL = 'channel-01';
const URGENT_EVERY = 10;

/** A publisher's listings at its start, beside the same rows by COPY into a Map. */
export async function measureRebuild(course: Course, rounds: number): Promise<Ratio[]> {
  const { arena } = course;
  const listings = Math.round(LISTINGS * course.scale);
  const database = await arena.createDatabase('shelfwire');
  await prefill(database, listings);
  const ours: RebuildReport[] = [];
  const theirs: RebuildReport[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const args = [database.url, CHANNEL, String(listings * 2)];
    ours.push(await run('rebuild-listings', args, arena.signal));
    theirs.push(await run('copy-into-map', args, arena.signal));
  }
  await database.drop();
  if (ours.some(({ urgent }) => urgent !== Math.ceil(listings / URGENT_EVERY))) {
    throw new Error(`${ours[0]?.urgent} of ${listings} listings are urgent`);
  }
  const pace = (reports: readonly RebuildReport[]) =>
    median(reports.map(({ rows, seconds }) => rows / seconds));
  const perMillion = (reports: readonly RebuildReport[]) =>
    (median(reports.map(({ memoryMiB }) => memoryMiB)) / listings) * 1e6;
  return [
    ratio('rebuilding listings ÷ COPY into a Map', 'rows/s', '≥ 0.7', pace(ours), pace(theirs)),
    ratio('memory of a million of them', 'MiB', '', perMillion(ours), perMillion(theirs)),
  ];
}

const ratio = (what: string, unit: string, goal: string, ours: number, theirs: number): Ratio => {
  return { what, unit, goal, ours, theirs, ratio: ours / theirs };
};

async function run(
  program: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<RebuildReport> {
  let last = '';
  await runToEnd({
    what: program,
    command: process.execPath,
    args: [...FROM_SOURCE, `bench/throughput/programs/${program}.ts`, ...args],
    signal,
    onLine: (line) => (last = line),
  });
  console.log(`${program}: ${last}`);
  return rebuildReport.parse(JSON.parse(last));
}

async function prefill({ client }: Database, listings: number): Promise<void> {
  console.log(`putting ${listings} items and their publications into the tables …`);
  await client.query(
    `INSERT INTO item (partition, sku, version, channels, policy_version, last_offset, recorded_at,
                       applied_at)
     SELECT at % 4, 'SKU-' || lpad(at::text, 7, '0'), 1 + (at % $2 = 0)::int,
            jsonb_build_object('channel-01', 40, 'channel-02', 39), 'bench', at, now(), now()
     FROM generate_series(0, $1::int - 1) AS at`,
    [listings, URGENT_EVERY],
  );
  await client.query(
    `INSERT INTO publication (channel, sku, lease_epoch, sent_version, sent_quantity, sent_at,
                              acknowledged_version, acknowledged_quantity, acknowledged_at,
                              recorded_at)
     SELECT $3, 'SKU-' || lpad(at::text, 7, '0'), 1, 1, 40 - (at % $2 = 0)::int, now(), 1,
            40 - (at % $2 = 0)::int, now(), now()
     FROM generate_series(0, $1::int - 1) AS at`,
    [listings, URGENT_EVERY, CHANNEL],
  );
  await client.query('VACUUM ANALYZE item, publication');
}
