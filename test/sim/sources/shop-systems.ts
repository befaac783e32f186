import type { History, NameFact, RowFact, Statement } from '../../oracle/facts.js';
import { SourceDatabase } from './source-database.js';
import type { Engine, LoggedChange, Row } from './source-log.js';

export type SystemKind = 'till' | 'depot' | 'books';

const ENGINES: Readonly<Record<SystemKind, Engine>> = {
  till: 'mariadb',
  depot: 'postgresql',
  books: 'sqlserver',
};

const LEVEL_KEYS: Readonly<Record<SystemKind, readonly string[] | null>> = {
  till: ['item_id', 'place_id'],
  depot: ['id'],
  books: null,
};

/** The bucket that an open movement adds to. */
const MOVES_ADD: Readonly<Record<SystemKind, string>> = {
  till: 'damaged',
  depot: 'inbound_confirmed',
  books: 'available_base',
};

/** One legacy system, and what it has committed so far in the oracle's words. */
export class ShopSystem {
  readonly database: SourceDatabase;
  private readonly rows: RowFact[] = [];
  private readonly names: NameFact[] = [];
  private facts = 0;

  constructor(
    readonly kind: SystemKind,
    readonly source: string,
  ) {
    const levels = LEVEL_KEYS[kind];
    const keys = { items: ['id'], places: ['id'], moves: ['id'], ...(levels && { levels }) };
    this.database = new SourceDatabase(source, ENGINES[kind], keys);
  }

  get history(): History {
    return { rows: this.rows, names: this.names };
  }

  note(changes: readonly LoggedChange[]): void {
    for (const change of changes) {
      this.facts += 1;
      if (change.table === 'items' || change.table === 'places') this.noteName(change);
      else this.noteRow(change);
    }
  }

  /** A deleted name stays with the rows that still use it. */
  private noteName({ table, after }: LoggedChange): void {
    if (!after) return;
    const [of, name] =
      table === 'items' ? (['item', after['code']] as const) : (['place', after['name']] as const);
    const fact = { of, id: String(after['id']), name: String(name) };
    this.names.push({ source: this.source, at: this.facts, ...fact });
  }

  private noteRow({ table, before, after, at }: LoggedChange): void {
    const key = this.database.keyOf(table, after ?? before ?? {});
    const says = after && this.says(table, after);
    const time = Number(at.source['ts_ms']);
    this.rows.push({ source: this.source, table, key, at: this.facts, time, says });
  }

  private says(table: string, row: Row): Statement | null {
    const place = String(row['place_id']);
    const amount = thousandths(row['quantity']);
    const said = { item: String(row['item_id']), takenAt: null, cause: null };
    const line = (bucket: string, units: number) => ({ place, bucket, amount: units });
    if (table === 'levels') {
      const reserved = thousandths(row['reserved']);
      const lines = [line('available_base', amount - reserved), line('allocated', reserved)];
      return { ...said, what: 'level', lines };
    }
    if (row['status'] !== 'open') return null;
    return { ...said, what: 'move', lines: [line(MOVES_ADD[this.kind], amount)] };
  }
}

const thousandths = (text: string | number | undefined): number =>
  Math.round(Number(text ?? 0) * 1_000);

/** As a database writes DECIMAL(12,3). */
export const decimal = (amount: number): string => (amount / 1_000).toFixed(3);
