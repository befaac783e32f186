import pg from 'pg';
import type { StackEndpoints } from '../../../tools/stack/stack.js';

/** What Shelfwire believes: its positions, its ledger, and how far its stages have come. */
export interface ShelfwireBook {
  /** `sku@location` → available units */
  readonly positions: ReadonlyMap<string, number>;
  /** `table key rule` → contributed quantities in ledger order; snapshot reads left out */
  readonly sequences: ReadonlyMap<string, readonly number[]>;
  /** `table key` → lines */
  readonly lines: ReadonlyMap<string, number>;
  readonly progress: ReadonlyMap<string, bigint>;
  readonly parked: number;
  readonly waiting: number;
}

export const readShelfwire = (
  endpoints: StackEndpoints,
  database: string,
): Promise<ShelfwireBook> =>
  withState(endpoints, database, async (client) => {
    const one = async (sql: string) => Number((await client.query<{ n: string }>(sql)).rows[0]?.n);
    return {
      positions: await readPositions(client),
      ...(await readLedger(client)),
      progress: await readProgress(client),
      parked: await one('SELECT count(*) AS n FROM parked_message'),
      waiting: await one('SELECT count(*) AS n FROM waiting_change'),
    };
  });

/** `sku@location` → available units */
export const readShelfwirePositions = (
  endpoints: StackEndpoints,
  database: string,
): Promise<ReadonlyMap<string, number>> => withState(endpoints, database, readPositions);

async function withState<T>(
  { statePostgres }: StackEndpoints,
  database: string,
  read: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...statePostgres, database });
  await client.connect();
  try {
    return await read(client);
  } finally {
    await client.end();
  }
}

async function readPositions(client: pg.Client): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; available: string }>(
    `SELECT sku || '@' || location AS id, available_base AS available FROM stock_position`,
  );
  return new Map(rows.map(({ id, available }) => [id, Number(available)]));
}

async function readLedger(client: pg.Client) {
  const { rows } = await client.query<{ id: string; rule: string; op: string; value: string }>(
    `SELECT table_name || ' ' || row_key AS id, rule, op, contributes AS value
     FROM ledger_line ORDER BY partition, line`,
  );
  const sequences = new Map<string, number[]>();
  const lines = new Map<string, number>();
  for (const { id, rule, op, value } of rows) {
    lines.set(id, (lines.get(id) ?? 0) + 1);
    if (op === 'r') continue;
    const key = `${id} ${rule}`;
    const sequence = sequences.get(key);
    if (sequence) sequence.push(Number(value));
    else sequences.set(key, [Number(value)]);
  }
  return { sequences, lines };
}

async function readProgress(client: pg.Client): Promise<Map<string, bigint>> {
  const { rows } = await client.query<{ id: string; applied: string }>(
    `SELECT topic || '/' || partition AS id, applied FROM stage_progress`,
  );
  return new Map(rows.map(({ id, applied }) => [id, BigInt(applied)]));
}
