import { systemClock, type Clock } from '#config';
import { encodeStockEvent, type Topics } from '#contracts';
import type { CdcMessage } from '#mapping';
import {
  lockProgress,
  parkMessages,
  saveProgress,
  unapplied,
  type RawBatch,
  type RecordProducer,
} from '#messaging';
import type { DataSource, EntityManager } from 'typeorm';
import { applyFacts } from './apply-facts.js';
import { announceReferences, applyReferences, type ReferenceSource } from './apply-references.js';
import { distrustSources } from './distrust-sources.js';
import { nextRedriven, settleRedriven, takeRedriven } from './redrive/redriven.repository.js';
import { recordHeartbeat } from './record-heartbeat.js';
import { retranslateRows } from './retranslate-rows.js';
import type { CapturedTable, SourceCatalog } from './source-catalog.js';
import {
  isMoving,
  translateMessages,
  type TableMessages,
  type TranslatedBatch,
} from './translate-messages.js';

export const NORMALIZER = 'normalizer';

/**
 * Turns batches of row changes into stock events, in one transaction: what must be remembered, the
 * events, then progress. The events are on all replicas before progress is committed (promise I1); a
 * crash in between repeats them with the same ids, which is harmless (I2).
 */
export class NormalizeBatches {
  constructor(
    private readonly dataSource: DataSource,
    private readonly producer: RecordProducer,
    private readonly catalog: SourceCatalog,
    private readonly topics: Topics,
    private readonly now: Clock = systemClock,
  ) {}

  /**
   * References go first, so that less has to wait for them, and each table by itself: who changes
   * references waits for those who translate by them, so nobody may do both in one transaction.
   */
  async handle(batches: readonly RawBatch[]): Promise<TranslatedBatch> {
    const others: RawBatch[] = [];
    const references = new Map<string, RawBatch[]>();
    for (const batch of batches) {
      const { topic } = batch;
      if (!isReference(this.catalog.tableOf(topic))) others.push(batch);
      else references.set(topic, [...(references.get(topic) ?? []), batch]);
    }
    const results: TranslatedBatch[] = [];
    for (const group of references.values()) {
      await this.announce(group);
      results.push(await this.store(group));
    }
    if (others.length > 0) results.push(await this.store(others));
    return joined(results);
  }

  private async announce(batches: readonly RawBatch[]): Promise<void> {
    await this.catalog.epochs.read(this.dataSource.manager);
    for (const [topic, messages] of changesByTopic(batches)) await this.announceOf(topic, messages);
  }

  private async announceOf(topic: string, messages: readonly CdcMessage[]): Promise<void> {
    const captured = this.catalog.tableOf(topic);
    if (!isReference(captured)) return;
    await announceReferences(this.dataSource, captured, captured.table, messages);
  }

  private store(batches: readonly RawBatch[]): Promise<TranslatedBatch> {
    return this.dataSource.transaction(async (manager) => {
      const [locked] = await Promise.all([
        lockProgress(manager, NORMALIZER, batches),
        this.catalog.epochs.read(manager),
      ]);
      const fresh = locked.flatMap(({ at, progress }) => unapplied(at, progress) ?? []);
      if (fresh.length === 0) return joined([]);
      const { events, poisons } = await this.apply(manager, changesByTopic(fresh));
      await Promise.all([
        this.tell(manager, { events, poisons }),
        // a commit that a database crash takes back is made again: state and progress go together
        saveProgress(manager, NORMALIZER, fresh.map(reached), 'lazily'),
      ]);
      return { events, poisons };
    });
  }

  /**
   * Translates parked messages of one partition once more, by today's pack, under the partition's lock
   * (promise I4). Those that are older than what is known of their rows change nothing (I2, I3).
   */
  redrive(limit: number): Promise<TranslatedBatch & { readonly taken: number }> {
    return this.dataSource.transaction(async (manager) => {
      const at = await nextRedriven(manager, NORMALIZER, this.catalog.topics);
      if (!at) return { events: [], poisons: [], taken: 0 };
      await lockProgress(manager, NORMALIZER, [at]);
      await this.catalog.epochs.read(manager);
      const messages = await takeRedriven(manager, NORMALIZER, at, limit);
      await this.announceOf(at.topic, messages);
      const translated = await this.apply(manager, new Map([[at.topic, messages]]));
      await this.tell(manager, translated);
      await settleRedriven(
        manager,
        NORMALIZER,
        this.catalog.tableOf(at.topic).source,
        messages,
        translated,
      );
      return { ...translated, taken: messages.length };
    });
  }

  private async tell(manager: EntityManager, { events, poisons }: TranslatedBatch): Promise<void> {
    const records = events.map(({ id, event }) => encodeStockEvent(id, event));
    const parked = poisons.map((poison) => ({
      ...poison,
      packVersion: this.catalog.tableOf(poison.message.topic).pack.version,
    }));
    await Promise.all([
      this.producer.send(this.topics.stockEvents, records),
      parkMessages(manager, NORMALIZER, parked),
      distrustSources(manager, this.catalog, poisons),
    ]);
  }

  private async apply(
    manager: EntityManager,
    changes: ReadonlyMap<string, readonly CdcMessage[]>,
  ): Promise<TranslatedBatch> {
    const moving = new Map<string, TableMessages[]>();
    const results: TranslatedBatch[] = [];
    for (const [topic, messages] of changes) {
      const captured = this.catalog.tableOf(topic);
      const { source, table } = captured;
      if (isMoving(table)) {
        moving.set(source, [...(moving.get(source) ?? []), { captured, table, messages }]);
      } else {
        results.push(await this.note(manager, captured, messages));
      }
    }
    const translated = [...moving].map(([source, tables]) =>
      translateMessages(manager, source, tables, this.now()),
    );
    return joined([...results, ...(await Promise.all(translated))]);
  }

  private note(
    manager: EntityManager,
    captured: CapturedTable,
    messages: readonly CdcMessage[],
  ): Promise<TranslatedBatch> {
    const { source, table } = captured;
    if (table === 'heartbeat') return recordHeartbeat(manager, captured, messages);
    if (table.role === 'facts') return applyFacts(manager, captured, table, messages);
    if (table.role !== 'reference') throw new Error(`${table.name} is not only noted`);
    return applyReferences(manager, captured, table, messages, (references) =>
      retranslateRows(manager, this.catalog, source, references, this.now()),
    );
  }
}

const isReference = (captured: CapturedTable): captured is CapturedTable & ReferenceSource =>
  captured.table !== 'heartbeat' && captured.table.role === 'reference';

const reached = ({ topic, partition, nextOffset }: RawBatch) => ({
  topic,
  partition,
  applied: nextOffset,
  announced: nextOffset,
});

const joined = (results: readonly TranslatedBatch[]): TranslatedBatch => ({
  events: results.flatMap(({ events }) => events),
  poisons: results.flatMap(({ poisons }) => poisons),
});

/** A tombstone only tells Kafka's compaction what the delete before it has told us. */
function changesByTopic(batches: readonly RawBatch[]): ReadonlyMap<string, CdcMessage[]> {
  const topics = new Map<string, CdcMessage[]>();
  for (const { topic, partition, messages } of batches) {
    const changes = topics.get(topic) ?? [];
    for (const { offset, key, value, timestampMs } of messages) {
      if (value !== null) changes.push({ topic, partition, offset, key, value, timestampMs });
    }
    topics.set(topic, changes);
  }
  return topics;
}
