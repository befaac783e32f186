import type { FormerContent, ReferenceKey, References, ReferenceState, Row } from '#mapping';
import { referenceId } from '#mapping';
import type { EntityManager } from 'typeorm';

interface ReferenceRow {
  table_name: string;
  key: string;
  row: Row | null;
  former: { row: Row; until: string }[];
  revision: string;
  epoch: number;
  position: string;
  cdc_offset: string;
}

export interface StoredReference extends ReferenceState {
  readonly epoch: number;
  readonly position: string;
  readonly offset: bigint;
}

/**
 * Reads references and holds them against change until the transaction ends: a row is translated and
 * remembered under one content of its references, so a later change of them re-keys it. A reference
 * that is not there yet gets an empty row, which is what such a lock holds on to.
 */
export const holdReferences = (
  manager: EntityManager,
  source: string,
  keys: readonly ReferenceKey[],
): Promise<References> => selectAll(manager, source, keys, 'FOR SHARE');

export const lockReferences = (
  manager: EntityManager,
  source: string,
  keys: readonly ReferenceKey[],
): Promise<Map<string, StoredReference>> => selectAll(manager, source, keys, 'FOR UPDATE');

/** Those that are there, as they are; they may change the next moment. */
export async function readReferences(
  manager: EntityManager,
  source: string,
  keys: readonly ReferenceKey[],
): Promise<Map<string, StoredReference>> {
  return keys.length === 0 ? new Map() : byId(await select(manager, source, keys, ''));
}

async function selectAll(
  manager: EntityManager,
  source: string,
  keys: readonly ReferenceKey[],
  lock: 'FOR SHARE' | 'FOR UPDATE',
): Promise<Map<string, StoredReference>> {
  if (keys.length === 0) return new Map();
  let rows = await select(manager, source, keys, lock);
  if (rows.length < keys.length) {
    await ensureEntries(manager, source, keys);
    rows = await select(manager, source, keys, lock);
  }
  return byId(rows);
}

const byId = (rows: readonly ReferenceRow[]): Map<string, StoredReference> =>
  new Map(rows.map((row) => [referenceId({ table: row.table_name, key: row.key }), toStored(row)]));

/** As many as asked for, rising. */
export async function nextRevisions(manager: EntityManager, count: number): Promise<bigint[]> {
  const rows = await manager.query<{ revision: string }[]>(
    `SELECT nextval('reference_revision') AS revision FROM generate_series(1, $1::int)
     ORDER BY revision`,
    [count],
  );
  return rows.map(({ revision }) => BigInt(revision));
}

export async function saveReferences(
  manager: EntityManager,
  source: string,
  entries: ReadonlyMap<string, StoredReference & ReferenceKey>,
): Promise<void> {
  const all = [...entries.values()];
  await manager.query(
    `UPDATE reference_entry AS entry
     SET row = given.row, former = given.former, revision = given.revision,
         epoch = given.epoch, position = given.position, cdc_offset = given.cdc_offset
     FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::jsonb[], $6::bigint[], $7::int[],
                 $8::text[], $9::bigint[])
       AS given (table_name, key, row, former, revision, epoch, position, cdc_offset)
     WHERE entry.source = $1 AND entry.table_name = given.table_name AND entry.key = given.key`,
    [
      source,
      all.map(({ table }) => table),
      all.map(({ key }) => key),
      all.map(({ row }) => (row === null ? null : JSON.stringify(row))),
      all.map(({ former }) => JSON.stringify(former.map(withText))),
      all.map(({ revision }) => revision.toString()),
      all.map(({ epoch }) => epoch),
      all.map(({ position }) => position),
      all.map(({ offset }) => offset.toString()),
    ],
  );
}

const withText = ({ row, until }: FormerContent) => ({ row, until: until.toString() });

/** In one order for everybody, so that two transactions never wait for each other. */
async function ensureEntries(
  manager: EntityManager,
  source: string,
  keys: readonly ReferenceKey[],
): Promise<void> {
  await manager.query(
    `INSERT INTO reference_entry (source, table_name, key)
     SELECT $1::text, given.table_name, given.key
     FROM unnest($2::text[], $3::text[]) AS given (table_name, key)
     WHERE NOT EXISTS (
       SELECT FROM reference_entry AS entry
       WHERE entry.source = $1 AND entry.table_name = given.table_name AND entry.key = given.key)
     ORDER BY given.table_name COLLATE "C", given.key COLLATE "C"
     ON CONFLICT DO NOTHING`,
    [source, keys.map(({ table }) => table), keys.map(({ key }) => key)],
  );
}

const select = (
  manager: EntityManager,
  source: string,
  keys: readonly ReferenceKey[],
  lock: 'FOR SHARE' | 'FOR UPDATE' | '',
): Promise<ReferenceRow[]> =>
  manager.query<ReferenceRow[]>(
    `SELECT table_name, key, row, former, revision, epoch, position, cdc_offset
     FROM reference_entry
     WHERE source = $1
       AND (table_name, key) IN (SELECT * FROM unnest($2::text[], $3::text[]))
     ORDER BY table_name COLLATE "C", key COLLATE "C" ${lock}`,
    [source, keys.map(({ table }) => table), keys.map(({ key }) => key)],
  );

const toStored = (row: ReferenceRow): StoredReference => ({
  row: row.row,
  former: row.former.map((each) => ({ row: each.row, until: BigInt(each.until) })),
  revision: BigInt(row.revision),
  epoch: row.epoch,
  position: row.position,
  offset: BigInt(row.cdc_offset),
});
