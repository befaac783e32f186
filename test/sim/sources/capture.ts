import type { MemoryLogs } from '../kafka/memory-logs.js';
import type { SourceDatabase } from './source-database.js';
import type { LogEntry, LogPlace, Row } from './source-log.js';

type Op = 'c' | 'u' | 'd' | 'r';

/**
 * Debezium for one source: reads its log and writes one message per changed row. It forgets how far it
 * came when it crashes, and then says again what it has said before.
 */
export class Capture {
  private cursor = 0;
  private wasIn = 0;
  private first = 0;

  /** @param topicOf the topic of a table */
  constructor(
    private readonly source: SourceDatabase,
    private readonly logs: MemoryLogs,
    private readonly topicOf: (table: string) => string,
  ) {}

  /** Begins with a snapshot of every table instead of the log so far. */
  beginWithSnapshot(): void {
    this.first = this.source.log.length;
    this.cursor = this.first;
    for (const table of this.source.tables()) this.source.openWindow(table);
  }

  get hasMore(): boolean {
    return this.cursor < this.source.log.length;
  }

  /**
   * Writes the next entry of the log.
   *
   * @param most stops after so many messages, as a crash in between does
   */
  advance(most = Number.POSITIVE_INFINITY): void {
    const entry = this.source.log[this.cursor];
    if (!entry) return;
    this.cursor += 1;
    const isRepeated = this.cursor <= this.wasIn;
    this.wasIn = Math.max(this.wasIn, this.cursor);
    // A snapshot's chunk is never read again from the log: it would be read anew from the table.
    if (entry.kind === 'window' && isRepeated) return;
    for (const say of this.messagesOf(entry).slice(0, most)) say();
  }

  /**
   * Goes back in time by so many entries of the log. Chunks of a snapshot that lie in between are read
   * anew, as the tables are by then.
   */
  goBack(entries: number): void {
    const from = Math.max(this.first, this.cursor - entries);
    for (const entry of this.source.log.slice(from, this.cursor)) {
      if (entry.kind === 'window') this.source.openWindow(entry.table);
    }
    this.cursor = from;
  }

  private messagesOf(entry: LogEntry): (() => void)[] {
    if (entry.kind === 'window') {
      const { table, at } = entry;
      return entry.rows.map((row) => () => this.say(table, 'r', null, row, at));
    }
    return entry.changes.map(
      ({ table, op, before, after, at }) =>
        () =>
          this.say(table, op, before, after, at),
    );
  }

  private say(table: string, op: Op, before: Row | null, after: Row | null, at: LogPlace): void {
    const topic = this.topicOf(table);
    const key = this.source.keyOf(table, after ?? before ?? {});
    const transaction = op === 'r' ? null : { id: 'tx', total_order: at.order };
    const value = JSON.stringify({ op, before, after, source: at.source, transaction });
    this.logs.append(topic, { key, value, headers: {} });
    if (op === 'd') this.logs.append(topic, { key, value: null, headers: {} });
  }
}
