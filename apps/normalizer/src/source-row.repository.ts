import type { CdcMessage } from '#mapping';
import type { EntityManager } from 'typeorm';

/** The newest change of a quantity-bearing row, kept so that a changed reference can re-key it. */
export interface SourceRowChange {
  readonly table: string;
  readonly rowKey: string;
  readonly deleted: boolean;
  /** ids of the references that translate the row, through whatever they are reached */
  readonly refs: readonly string[];
  readonly message: CdcMessage;
}

/** @param changes those of a row in their own order */
export async function rememberRows(
  manager: EntityManager,
  source: string,
  changes: readonly SourceRowChange[],
): Promise<void> {
  const newest = newestOfEachRow(changes);
  const kept = newest.filter(({ deleted }) => !deleted);
  await upsert(manager, source, kept);
  const gone = newest.filter(({ deleted }) => deleted);
  if (gone.length === 0) return;
  await manager.query(
    `DELETE FROM source_row
     USING unnest($2::text[], $3::text[], $4::bigint[]) AS given (table_name, row_key, "offset")
     WHERE source = $1 AND source_row.table_name = given.table_name
       AND source_row.row_key = given.row_key AND source_row."offset" <= given."offset"`,
    [
      source,
      gone.map(({ table }) => table),
      gone.map(({ rowKey }) => rowKey),
      gone.map(({ message }) => message.offset.toString()),
    ],
  );
}

const newestOfEachRow = (changes: readonly SourceRowChange[]): readonly SourceRowChange[] => [
  ...new Map(changes.map((change) => [`${change.table}/${change.rowKey}`, change])).values(),
];

/** The same change again may be translated by other references than before. */
async function upsert(
  manager: EntityManager,
  source: string,
  rows: readonly SourceRowChange[],
): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `INSERT INTO source_row
       (source, table_name, row_key, key, message, topic, partition, "offset", refs)
     SELECT $1::text, given.table_name, given.row_key, given.key, given.message, given.topic,
            given.partition, given."offset", string_to_array(given.refs, E'\\n')
     FROM unnest($2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::text[], $7::int[],
                 $8::bigint[], $9::text[])
       AS given (table_name, row_key, key, message, topic, partition, "offset", refs)
     ON CONFLICT (source, table_name, row_key) DO UPDATE
     SET key = excluded.key, message = excluded.message, topic = excluded.topic,
         partition = excluded.partition, "offset" = excluded."offset", refs = excluded.refs
     WHERE source_row."offset" <= excluded."offset"`,
    [
      source,
      rows.map(({ table }) => table),
      rows.map(({ rowKey }) => rowKey),
      rows.map(({ message }) => message.key),
      rows.map(({ message }) => message.value),
      rows.map(({ message }) => message.topic),
      rows.map(({ message }) => message.partition),
      rows.map(({ message }) => message.offset.toString()),
      rows.map(({ refs }) => refs.join('\n')),
    ],
  );
}

export async function rowsTranslatedBy(
  manager: EntityManager,
  source: string,
  references: readonly string[],
): Promise<readonly CdcMessage[]> {
  const rows = await manager.query<MessageRow[]>(
    `SELECT topic, partition, "offset", key, message AS value FROM source_row
     WHERE source = $1 AND refs && $2::text[] ORDER BY topic, partition, "offset"`,
    [source, references],
  );
  return rows.map(toMessage);
}

export interface MessageRow {
  topic: string;
  partition: number;
  offset: string;
  key: Buffer | null;
  value: Buffer;
}

export const toMessage = <Row extends MessageRow>({ offset, ...row }: Row) => ({
  ...row,
  offset: BigInt(offset),
});
