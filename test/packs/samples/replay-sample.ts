import { PoisonMessageError } from '#contracts';
import {
  decodeChange,
  translate,
  type CdcMessage,
  type CompiledMoves,
  type CompiledTable,
  type Pack,
  type RowChange,
} from '#mapping';
import { eventLine } from './event-line.js';
import { KnownReferences } from './known-references.js';
import { readSample, type SampleMessage } from './sample-topics.js';

type MovingTable = CompiledTable & CompiledMoves;

/** A change that has been translated, or waits to be. */
interface Pending {
  readonly change: RowChange;
  readonly table: MovingTable;
}

/** Of times without a zone: never UTC, so that a pack that forgets `zoneless` shows. */
const TIME_ZONE = 'Europe/Berlin';

/**
 * Translates a sample as the normalizer does, message by message: what awaits a reference is translated
 * when it comes, and a reference that changes translates its rows once more. Every name of a location is
 * known, as itself.
 *
 * @returns a line for each event, after the number of the message that brought it about
 */
export function replaySample(pack: Pack, text: string): string {
  const replay = new Replay(pack);
  readSample(pack, text).forEach((message, index) => replay.take(index + 1, message));
  return replay.lines.map((line) => `${line}\n`).join('');
}

class Replay {
  readonly lines: string[] = [];
  private readonly references = new KnownReferences();
  private readonly rows = new Map<string, Pending>();
  private waiting: Pending[] = [];
  private readonly told = new Set<string>();

  constructor(private readonly pack: Pack) {}

  take(number: number, { message, name, table }: SampleMessage): void {
    const tell = (line: string) => this.lines.push(`${number} ${line}`);
    if (message.value.length === 0) return void tell(`tombstone ${name}`);
    if (!table) return void tell('heartbeat');
    try {
      const change = this.read(message, table);
      const place = `${change.op} ${name} ${change.rowKey}`;
      if (table.role === 'facts') tell(`${place} facts`);
      else if (table.role !== 'reference') this.translateFirst({ change, table }, tell);
      else if (this.references.learn(table, change)) {
        tell(`${place} reference`);
        this.translateAgain(tell);
      } else tell(`${place} unchanged`);
    } catch (error) {
      if (!(error instanceof PoisonMessageError)) throw error;
      tell(`${name} parked ${error.code}: ${error.message}`);
    }
  }

  private read(message: CdcMessage, table: CompiledTable): RowChange {
    const { name, key, columns } = table;
    return decodeChange(message, { engine: this.pack.engine, epoch: 1, table: name, key, columns });
  }

  private translateFirst(pending: Pending, tell: (line: string) => void): void {
    const lines = this.translate(pending);
    for (const line of lines.length === 0 ? ['nothing'] : lines) {
      tell(`${placeOf(pending)} ${line}`);
    }
  }

  private translateAgain(tell: (line: string) => void): void {
    const waited = this.waiting;
    this.waiting = [];
    for (const pending of [...waited, ...this.rows.values()]) {
      for (const line of this.translate(pending)) tell(`again ${placeOf(pending)} ${line}`);
    }
  }

  private translate(pending: Pending): string[] {
    const { table, change } = pending;
    const result = translate(table, change, {
      source: this.pack.name,
      timeZone: TIME_ZONE,
      references: this.references.all,
      locationOf: (name) => name,
      ingestedAt: change.recordedAt,
    });
    if (result.kind === 'waits') {
      this.waiting.push(pending);
      return [...this.once(`${placeOf(pending)} ${change.offset}`, `waits: ${result.reason}`)];
    }
    if (table.role !== 'annotate') this.rows.set(`${table.name} ${change.rowKey}`, pending);
    return result.events.flatMap(({ id, event }) => [...this.once(id, eventLine(event))]);
  }

  /** An event that was told before, under the same references, is the same event. */
  private *once(id: string, line: string): Generator<string> {
    const words = `${id} ${line}`;
    if (!this.told.has(words)) yield line;
    this.told.add(words);
  }
}

const placeOf = ({ change }: Pending): string => `${change.op} ${change.table} ${change.rowKey}`;
