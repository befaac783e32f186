import { toDomainEvent, type SourceRepairedV1, type StockEventV1 } from '#contracts';
import type { Bucket } from '#domain';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { IncomingEvent, ReadBatch } from './incoming-event.js';

interface VanishedRow {
  sku: string;
  table_name: string;
  row_key: string;
  rule: string;
  location: string;
  bucket: Bucket | null;
  moves: boolean;
}

/**
 * The batch, led by a retraction of every row that a repaired source stated in an earlier epoch and its
 * snapshot did not: it vanished while nobody was looking.
 *
 * @param batch what comes before a word of repair is stored already
 */
export async function withVanishedRows(
  manager: EntityManager,
  batch: ReadBatch,
): Promise<ReadBatch> {
  const retractions: IncomingEvent[] = [];
  for (const { word, inputOffset } of batch.repaired) {
    const rows = await manager.query<VanishedRow[]>(
      `SELECT sku, table_name, row_key, rule, location, bucket, history IS NOT NULL AS moves
       FROM contribution
       WHERE partition = $1 AND source = $2 AND epoch < $3
         AND (sold IS NOT NULL
           OR bucket IS NOT NULL AND (quantity <> 0 OR history IS NOT NULL))
       ORDER BY sku, table_name, row_key, rule`,
      [batch.partition, word.source, word.epoch],
    );
    retractions.push(...rows.map((row) => retraction(row, word, inputOffset)));
  }
  return { ...batch, incoming: [...retractions, ...batch.incoming] };
}

function retraction(row: VanishedRow, word: SourceRepairedV1, inputOffset: bigint): IncomingEvent {
  const { source: system, epoch, at } = word;
  const message: StockEventV1 = {
    kind: 'adjustment',
    effect: row.bucket === null ? 'none' : row.moves ? 'delta' : 'absolute',
    sku: row.sku,
    location: row.location,
    bucket: row.bucket,
    quantity: '0',
    retracted: true,
    cause: null,
    occurredAt: at,
    recordedAt: at,
    ingestedAt: at,
    source: {
      system,
      connector: 'snapshot',
      table: row.table_name,
      key: row.row_key,
      rule: row.rule,
      op: 'd',
      epoch,
      position: null,
      order: 'position',
      revision: '0',
      transaction: null,
      topic: '',
      partition: 0,
      offset: '0',
    },
  };
  const identity = [system, epoch, row.table_name, row.row_key, row.rule, row.sku, 'vanished'];
  const id = createHash('sha256').update(identity.join('\n')).digest('hex').slice(0, 32);
  return { event: toDomainEvent(id, message), message, inputOffset };
}
