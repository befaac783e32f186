import { topicsOf, type KafkaRecord, type StockEventV1 } from '#contracts';
import type { RawBatch, RecordProducer } from '#messaging';
import type { DataSource } from 'typeorm';
import { NormalizeBatches } from '../../apps/normalizer/src/normalize-batches.js';
import { eventLine } from '../packs/samples/event-line.js';
import { emptyTables } from '../support/empty-tables.js';
import { StockStage } from '../support/stock-stage.js';
import { composeCase, type ComposedMessage } from './compose-message.js';
import { messagesBefore } from './known-before.js';
import type { CorpusCase, Outcome } from './read-cases.js';
import { corpusCatalog, corpusPolicy } from './translate-alone.js';

const TABLES = `stage_progress, reference_entry, source_row, waiting_change, parked_message, cause_fact,
  source_heartbeat, source_trust, ledger_line, ledger_head, ledger_relation, item, item_history,
  contribution, stock_position, location_stock, reconciliation_exception`;

/** Messages of the sources come before those of a case, at lower offsets. */
const FIRST_OFFSET = 100;

/** The corpus on the way that messages go: normalizer, then availability, both on PostgreSQL. */
export class CorpusRun {
  private readonly sent: KafkaRecord[] = [];
  private readonly normalize: NormalizeBatches;
  private readonly stock: StockStage;

  constructor(private readonly dataSource: DataSource) {
    const send = (_: string, records: readonly KafkaRecord[]) => {
      this.sent.push(...records);
      return Promise.resolve();
    };
    const producer = { send } as unknown as RecordProducer;
    const topics = topicsOf('');
    this.normalize = new NormalizeBatches(dataSource, producer, corpusCatalog(), topics);
    this.stock = new StockStage(dataSource, corpusPolicy());
  }

  /** Forgets all cases before; the sources tell their items and places. */
  async begin(): Promise<void> {
    await emptyTables(this.dataSource, TABLES);
    await this.stock.start();
    const told = composeCase({ messages: messagesBefore() }, 0);
    await this.normalize.handle(batchesOf(told));
    this.sent.length = 0;
  }

  /** @returns what became of each message, handed over one by one */
  async play(corpusCase: Pick<CorpusCase, 'messages'>): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const message of composeCase(corpusCase, FIRST_OFFSET)) {
      this.sent.length = 0;
      await this.normalize.handle(batchesOf([message]));
      outcomes.push(await this.outcomeOf(message));
      if (this.sent.length > 0) await this.stock.take(this.sent);
    }
    return outcomes;
  }

  /** @returns how many parked messages were tried again */
  async redrive(): Promise<number> {
    this.sent.length = 0;
    const { taken } = await this.normalize.redrive(100);
    if (this.sent.length > 0) await this.stock.take(this.sent);
    return taken;
  }

  /** Hands all messages over at once. @returns topic and offset of those that were parked */
  async playTogether(messages: readonly ComposedMessage[]): Promise<readonly string[]> {
    await this.normalize.handle(batchesOf(messages));
    if (this.sent.length > 0) await this.stock.take(this.sent);
    const rows = await this.dataSource.query<{ place: string }[]>(
      `SELECT topic || '/' || "offset" AS place FROM parked_message WHERE stage = 'normalizer'`,
    );
    return rows.map(({ place }) => place);
  }

  /** Units of available_base that are not zero, by `sku@location`. */
  async stockAtEnd(): Promise<Record<string, string>> {
    const rows = await this.dataSource.query<{ place: string; units: string }[]>(
      `SELECT sku || '@' || location AS place, trim_scale(sum(available_base))::text AS units
       FROM stock_position GROUP BY sku, location HAVING sum(available_base) <> 0`,
    );
    return Object.fromEntries(rows.map(({ place, units }) => [place, units]));
  }

  /** Codes of what the availability stage could not read of what the normalizer wrote. */
  async parkedLater(): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ code: string }[]>(
      `SELECT code FROM parked_message WHERE stage <> 'normalizer'`,
    );
    return rows.map(({ code }) => code);
  }

  private async outcomeOf({ topic, raw }: ComposedMessage): Promise<Outcome> {
    const [found] = await this.dataSource.query<{ park: string | null; wait: string | null }[]>(
      `SELECT (SELECT code FROM parked_message WHERE topic = $1 AND "offset" = $2) AS park,
              (SELECT awaits FROM waiting_change WHERE topic = $1 AND "offset" = $2) AS wait`,
      [topic, raw.offset.toString()],
    );
    if (found?.park) return { park: found.park };
    if (found?.wait) return { wait: found.wait };
    if (this.sent.length === 0) return 'ignore';
    return { apply: this.sent.map(({ value }) => eventLine(JSON.parse(value) as StockEventV1)) };
  }
}

/** One batch of each topic, as a fetch brings them. */
function batchesOf(messages: readonly ComposedMessage[]): RawBatch[] {
  return [...new Set(messages.map(({ topic }) => topic))].map((topic) => {
    const own = messages.filter((message) => message.topic === topic).map(({ raw }) => raw);
    const nextOffset = (own.at(-1)?.offset ?? 0n) + 1n;
    return { topic, partition: 0, messages: own, nextOffset, alive: () => true };
  });
}
