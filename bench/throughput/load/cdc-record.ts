import type { KafkaRecord } from '#contracts';
import { itemOf, locationOf, quantityOf, rowsOf, type Change, type LoadSpec } from './changes.js';
import { committedAt, logPosition } from './stock-record.js';

const CAPTURED_AFTER_MS = 40;

/** A change as Debezium's MariaDB connector writes it for `ospos_item_quantities`, to the field. */
export function cdcRecord(spec: LoadSpec, change: Change): KafkaRecord {
  const { row, seq } = change;
  const key = { item_id: itemOf(spec, row), location_id: locationOf(spec, row) + 1 };
  const image = (of: Change) => ({ ...key, quantity: (quantityOf(of) / 1000).toFixed(3) });
  const at = committedAt(spec, change);
  const seen = at + CAPTURED_AFTER_MS;
  const gtid = `0-1-${seq * rowsOf(spec) + row}`;
  const value = {
    before: seq > 1 ? image({ row, seq: seq - 1 }) : null,
    after: image(change),
    source: {
      version: '3.5.0.Final',
      connector: 'mariadb',
      name: 'cdc.pos',
      ts_ms: at,
      snapshot: 'false',
      db: 'ospos',
      sequence: null,
      ts_us: at * 1000,
      ts_ns: 0,
      table: 'ospos_item_quantities',
      server_id: 1,
      gtid,
      file: 'binlog.000001',
      pos: logPosition(spec, change),
      row: 0,
      thread: null,
      query: null,
    },
    transaction: { id: gtid, total_order: 1, data_collection_order: 1 },
    op: seq > 1 ? 'u' : 'c',
    ts_ms: seen,
    ts_us: seen * 1000,
    ts_ns: 0,
  };
  // Nanoseconds do not fit into a number.
  const text = JSON.stringify(value)
    .replace('"ts_ns":0', `"ts_ns":${at}000000`)
    .replace(/"ts_ns":0\}$/, `"ts_ns":${seen}000000}`);
  return { key: JSON.stringify(key), value: text, headers: {} };
}
