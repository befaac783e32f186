import { emptyHead, sealLines, type LedgerHead, type LedgerLine } from '#ledger';
import type { DataSource } from 'typeorm';

const CHUNK = 5_000;

/** A line as a sale leaves it: a level that fell, with its place in the log and one channel table in three. */
const saleLine = (partition: number, index: number): LedgerLine => ({
  event_id: `pos/ospos_item_quantities/${partition}/${index}/0000000002.${String(index).padStart(20, '0')}/level/0`,
  sku: `SKU-${index % 50_000}`,
  location: 'store-leeds',
  bucket: 'available_base',
  kind: 'level',
  effect: 'absolute',
  change: '-1',
  contributes: String(index % 900),
  source: 'pos',
  table_name: 'ospos_item_quantities',
  row_key: `item_id=${index % 50_000},location_id=2`,
  rule: 'level',
  op: 'u',
  epoch: 1,
  position: `0000000002.${String(index).padStart(20, '0')}.0000000001`,
  transaction_id: `0-10-${index}`,
  cdc_topic: 'cdc.pos.ospos.ospos_item_quantities',
  cdc_partition: partition,
  cdc_offset: String(index),
  input_offset: String(index),
  version: String(1 + Math.floor(index / 50_000)),
  policy_version: 'abc123abc123',
  occurred_at: '2026-03-01T10:00:00.000Z',
  recorded_at: '2026-03-01T10:00:00.000Z',
  ingested_at: '2026-03-01T10:00:00.123Z',
  applied_at: '2026-03-01T10:00:00.250Z',
  ...(index % 3 === 0 ? { channels: { bazaar: index % 900, emporium: index % 70 } } : {}),
});

/**
 * Fills a partition's ledger, a transaction for each few thousand lines.
 *
 * @returns CPU microseconds that sealing one line took
 */
export async function writeLedger(
  dataSource: DataSource,
  partition: number,
  lines: number,
): Promise<number> {
  let head: LedgerHead = emptyHead(partition);
  let sealingUs = 0;
  for (let first = 0; first < lines; first += CHUNK) {
    const count = Math.min(CHUNK, lines - first);
    const chunk = Array.from({ length: count }, (_, index) => saleLine(partition, first + index));
    const before = process.cpuUsage();
    const sealed = sealLines(head, chunk);
    const used = process.cpuUsage(before);
    sealingUs += used.user + used.system;
    head = sealed.head;
    await dataSource.query(
      `INSERT INTO ledger_line SELECT * FROM json_populate_recordset(NULL::ledger_line, $1::json)`,
      [`[${sealed.rows.join(',')}]`],
    );
  }
  await dataSource.query(
    `INSERT INTO ledger_head (partition, line, hash) VALUES ($1, $2, decode($3, 'hex'))`,
    [partition, head.line.toString(), head.hash],
  );
  return sealingUs / lines;
}
