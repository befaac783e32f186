import { encodeStockEvent, type Topics } from '#contracts';
import type { CdcMessage } from '#mapping';
import {
  lockProgress,
  parkMessages,
  saveProgress,
  type RawBatch,
  type RawMessage,
  type RecordProducer,
} from '#messaging';
import type { DataSource, EntityManager } from 'typeorm';
import { applyFacts } from './apply-facts.js';
import { applyReferences } from './apply-references.js';
import { recordHeartbeat } from './record-heartbeat.js';
import { retranslateRows } from './retranslate-rows.js';
import type { CapturedTable, SourceCatalog } from './source-catalog.js';
import { translateMessages, type TranslatedBatch } from './translate-messages.js';

export const NORMALIZER = 'normalizer';

/**
 * Turns one batch of row changes into stock events, in one transaction: what must be remembered, the
 * events, then progress. The events are on all replicas before progress is committed (promise I1); a
 * crash in between repeats them with the same ids, which is harmless (I2).
 */
export class NormalizeBatch {
  constructor(
    private readonly dataSource: DataSource,
    private readonly producer: RecordProducer,
    private readonly catalog: SourceCatalog,
    private readonly topics: Topics,
  ) {}

  handle(batch: RawBatch): Promise<TranslatedBatch> {
    const captured = this.catalog.tableOf(batch.topic);
    const at = { stage: NORMALIZER, topic: batch.topic, partition: batch.partition };
    return this.dataSource.transaction(async (manager) => {
      // a commit that a database crash takes back is made again: state and progress go together
      await manager.query('SET LOCAL synchronous_commit = off');
      const { applied } = await lockProgress(manager, at);
      if (batch.nextOffset <= applied) return { events: [], poisons: [] };
      const fresh = batch.messages.filter(({ offset }) => offset >= applied);
      const { events, poisons } = await this.apply(manager, captured, toChanges(batch, fresh));
      await parkMessages(manager, NORMALIZER, poisons);
      const records = events.map(({ id, event }) => encodeStockEvent(id, event));
      await this.producer.send(this.topics.stockEvents, records);
      await saveProgress(manager, at, { applied: batch.nextOffset, announced: batch.nextOffset });
      return { events, poisons };
    });
  }

  private apply(
    manager: EntityManager,
    captured: CapturedTable,
    messages: readonly CdcMessage[],
  ): Promise<TranslatedBatch> {
    const { source, table } = captured;
    if (table === 'heartbeat') return recordHeartbeat(manager, source, messages);
    switch (table.role) {
      case 'reference':
        return applyReferences(manager, captured, table, messages, (references) =>
          retranslateRows(manager, this.catalog, source, references),
        );
      case 'facts':
        return applyFacts(manager, captured, table, messages);
      default:
        return translateMessages(manager, captured, table, messages);
    }
  }
}

/** A tombstone only tells Kafka's compaction what the delete before it has told us. */
const toChanges = (
  { topic, partition }: RawBatch,
  messages: readonly RawMessage[],
): readonly CdcMessage[] =>
  messages.flatMap(({ offset, key, value }) =>
    value === null ? [] : [{ topic, partition, offset, key, value }],
  );
