import type { Row, RowChange } from '#mapping';
import type { MovingTable } from './translated-row.js';

/** A row that was read from the source itself, as the change that a snapshot of Debezium would make of it. */
export const rowRead = (
  { name, key }: MovingTable,
  row: Row,
  { ordinal, at }: { readonly ordinal: bigint; readonly at: string },
): RowChange => ({
  table: name,
  rowKey: key.map((column) => `${column}=${String(row[column])}`).join(','),
  connector: 'database',
  op: 'r',
  before: null,
  after: row,
  epoch: 0,
  position: null,
  order: 'arrival',
  transaction: null,
  recordedAt: at,
  topic: 'database',
  partition: 0,
  offset: ordinal,
});
