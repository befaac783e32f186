import getPort from 'get-port';
import { AppProcess } from '../../../tools/run/app-process.js';
import type { Database } from '../arena.js';
import type { Contestant, Heat } from '../contest/contestant.js';
import { endsOf } from '../contest/outputs.js';
import { verifyOutputs } from '../contest/verify-outputs.js';

/** The real availability stage, as its own program starts it, on a fresh state. */
export const shelfwire: Contestant = {
  name: 'Shelfwire availability',
  async start(heat) {
    const database = await heat.arena.createDatabase('shelfwire');
    return startOn(heat, database, 1, () => database.drop());
  },
};

/** @param workers processes of the stage that share the partitions */
export const shelfwireWorkers = (workers: number): Contestant => ({
  name: `Shelfwire availability, ${workers} processes`,
  async start(heat) {
    const database = await heat.arena.createDatabase('shelfwire');
    return startOn(heat, database, workers, () => database.drop());
  },
});

/** On a state that is there already and stays. */
export const shelfwireOn = (database: Database, name: string): Contestant => ({
  name,
  start: (heat) => startOn(heat, database, 1, () => Promise.resolve()),
});

async function startOn(
  heat: Heat,
  database: Database,
  workers: number,
  release: () => Promise<void>,
) {
  const from = await endsOf(heat.arena, heat.load.output);
  const programs: AppProcess[] = [];
  for (let at = 0; at < workers; at += 1) {
    programs.push(await startStage(heat, database, 'availability', at));
  }
  return {
    programs: programs.map(({ process }) => process),
    progress: () => appliedBy(database, 'availability'),
    verify: async () => {
      await verifyPositions(database, heat);
      await verifyOutputs(heat, from);
    },
    stop: async () => {
      await Promise.all(programs.map((program) => program.stop()));
      await release();
    },
  };
}

/** A program of Shelfwire's with the benchmark's policy. */
export async function startStage(
  { arena, load, policy, id }: Heat,
  database: Database,
  stage: 'normalizer' | 'availability',
  worker = 0,
): Promise<AppProcess> {
  const env = {
    SHELFWIRE_CONFIG: policy.file,
    SHELFWIRE_NAMESPACE: load.namespace,
    SHELFWIRE_DATABASE_URL: database.url,
    SHELFWIRE_KAFKA_BROKERS: arena.endpoints.kafkaBrokers.join(','),
    SHELFWIRE_CONNECT_URL: arena.endpoints.connectUrl,
    SHELFWIRE_HTTP_PORT: String(await getPort({ host: '127.0.0.1' })),
  };
  const name = `${stage}-${worker}-${id}`;
  const entry = `apps/${stage}/src/main.ts`;
  return AppProcess.spawn({ name, entry, env, logDir: arena.folder }, arena.ledger);
}

export async function appliedBy({ client }: Database, stage: string): Promise<number> {
  const { rows } = await client.query<{ applied: string }>(
    'SELECT coalesce(sum(applied), 0) AS applied FROM stage_progress WHERE stage = $1',
    [stage],
  );
  return Number(rows[0]?.applied);
}

/** Positions, and a ledger line for every change that moved stock. */
export async function verifyPositions({ client }: Database, { load, policy }: Heat): Promise<void> {
  const { rows } = await client.query<{ at: string; quantity: string; moved: string }>(
    `SELECT sku || '@' || location AS at, available_base AS quantity,
            (SELECT sum(change) FROM ledger_line
             WHERE ledger_line.sku = p.sku AND ledger_line.location = p.location) AS moved
     FROM stock_position AS p`,
  );
  const kept = new Map(rows.map((row) => [row.at, row]));
  for (const [at, thousandths] of load.expected(policy).stock) {
    const found = kept.get(at);
    const quantity = thousandths / 1000;
    if (Number(found?.quantity) !== quantity || Number(found?.moved) !== quantity) {
      throw new Error(
        `${at} is ${found?.quantity} and its ledger sums up to ${found?.moved}, expected ${quantity}`,
      );
    }
  }
}
