import mysql from 'mysql2/promise';
import pg from 'pg';
import type { StackEndpoints } from '../../../tools/stack/stack.js';
import { z } from 'zod';

/**
 * What a legacy application's own database says now, and every row that the demo wrote into it; services
 * and the other ends of the warehouse's moves hold no stock.
 */
export interface SourceBook {
  readonly levels: readonly Level[];
  readonly writes: readonly JournalWrite[];
}

export interface Level {
  readonly sku: string;
  /** the source's own name of the location */
  readonly place: string;
  readonly available: number;
}

const values = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const write = z.object({
  table: z.string(),
  key: values,
  op: z.enum(['insert', 'update']),
  item: z.string().nullable(),
  location: z.string().nullable(),
  before: values.nullable(),
  after: values,
});
const entry = z.object({ kind: z.string(), writes: z.array(write) });

export type JournalWrite = z.infer<typeof write> & { readonly kind: string };

export const readPos = ({ mariadb }: StackEndpoints, database: string): Promise<SourceBook> =>
  withMariadb({ ...mariadb, database }, async (connection) => {
    const [rows] = await connection.query<mysql.RowDataPacket[]>(
      'SELECT entry FROM demo_journal ORDER BY ordinal',
    );
    const [services] = await connection.query<mysql.RowDataPacket[]>(
      'SELECT item_number AS sku FROM ospos_items WHERE stock_type <> 0',
    );
    const noGoods = new Set(services.map((row) => String(row['sku'])));
    const writes = rows.flatMap((row) => toWrites(row['entry']));
    return {
      levels: await readPosLevels(connection),
      writes: writes.filter(({ item }) => item === null || !noGoods.has(item)),
    };
  });

export const readWms = ({ wmsPostgres }: StackEndpoints, database: string): Promise<SourceBook> =>
  withPostgres({ ...wmsPostgres, database }, async (client) => {
    const rows = await client.query<{ entry: unknown }>(
      'SELECT entry FROM demo_journal ORDER BY ordinal',
    );
    return {
      levels: await readWmsLevels(client),
      writes: rows.rows
        .flatMap(({ entry: told }) => toWrites(told))
        .filter(({ table, location }) => table !== 'stock_quant' || location === 'WH/Stock'),
    };
  });

/** What both databases say now, without what was written into them before. */
export async function readLevels(
  { mariadb, wmsPostgres }: StackEndpoints,
  { pos, wms }: { readonly pos: string; readonly wms: string },
): Promise<readonly Level[]> {
  return [
    ...(await withMariadb({ ...mariadb, database: pos }, readPosLevels)),
    ...(await withPostgres({ ...wmsPostgres, database: wms }, readWmsLevels)),
  ];
}

async function readPosLevels(connection: mysql.Connection): Promise<Level[]> {
  const [levels] = await connection.query<mysql.RowDataPacket[]>(
    `SELECT i.item_number AS sku, l.location_name AS place, q.quantity AS available
     FROM ospos_item_quantities q JOIN ospos_items i USING (item_id)
     JOIN ospos_stock_locations l USING (location_id) WHERE i.stock_type = 0`,
  );
  return levels.map(toLevel);
}

async function readWmsLevels(client: pg.Client): Promise<Level[]> {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT p.default_code AS sku, 'WH/Stock' AS place, sum(q.quantity - q.reserved_quantity) AS available
     FROM stock_quant q JOIN product_product p ON p.id = q.product_id
     JOIN stock_location l ON l.id = q.location_id
     WHERE l.usage = 'internal' GROUP BY p.default_code`,
  );
  return rows.map(toLevel);
}

async function withMariadb<T>(
  login: mysql.ConnectionOptions,
  read: (connection: mysql.Connection) => Promise<T>,
): Promise<T> {
  const connection = await mysql.createConnection(login);
  try {
    return await read(connection);
  } finally {
    await connection.end();
  }
}

async function withPostgres<T>(
  login: pg.ClientConfig,
  read: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(login);
  await client.connect();
  try {
    return await read(client);
  } finally {
    await client.end();
  }
}

const toLevel = (row: Readonly<Record<string, unknown>>): Level => ({
  sku: String(row['sku']),
  place: String(row['place']),
  available: Number(row['available']),
});

function toWrites(told: unknown): JournalWrite[] {
  const { kind, writes } = entry.parse(typeof told === 'string' ? JSON.parse(told) : told);
  return writes.map((row) => ({ ...row, kind }));
}
