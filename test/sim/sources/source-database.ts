import {
  LogNumbers,
  type Engine,
  type LogEntry,
  type LoggedChange,
  type Row,
} from './source-log.js';

/** Columns of the primary key, by table. */
export type Keys = Readonly<Record<string, readonly string[]>>;

interface Write {
  readonly table: string;
  readonly op: LoggedChange['op'];
  readonly before: Row | null;
  readonly after: Row | null;
  readonly lsn: number;
}

/** A legacy database: rows, row locks, and the log that its change capture reads. */
export class SourceDatabase {
  readonly log: LogEntry[] = [];
  private readonly rows = new Map<string, Map<string, Row>>();
  private readonly locks = new Set<string>();
  private readonly numbers: LogNumbers;

  constructor(
    readonly name: string,
    readonly engine: Engine,
    private readonly keys: Keys,
  ) {
    this.numbers = new LogNumbers(engine);
  }

  keyOf(table: string, row: Row): string {
    return (this.keys[table] ?? []).map((column) => `${column}=${row[column]}`).join(',');
  }

  tables(): readonly string[] {
    return Object.keys(this.keys);
  }

  /** Committed rows that no open transaction holds. */
  free(table: string): readonly Row[] {
    return [...this.committed(table)]
      .filter(([key]) => !this.locks.has(`${table}|${key}`))
      .map(([, row]) => row);
  }

  has(table: string, key: string): boolean {
    return this.committed(table).has(key) || this.locks.has(`${table}|${key}`);
  }

  begin(): Transaction {
    return new Transaction(this, this.numbers, this.locks);
  }

  /** Lets a snapshot's chunk into the log: the table as it is committed now. */
  openWindow(table: string): void {
    const rows = [...this.committed(table).values()];
    const at = this.numbers.place(this.numbers.commit(), this.numbers.change(), 0);
    this.log.push({ kind: 'window', table, rows, at });
  }

  commit(writes: readonly Write[]): readonly LoggedChange[] {
    const transaction = this.numbers.commit();
    const changes = writes.map(({ lsn, ...write }, index): LoggedChange => {
      return { ...write, at: this.numbers.place(transaction, lsn, index + 1) };
    });
    for (const { table, before, after } of changes) {
      const rows = this.committed(table);
      if (before) rows.delete(this.keyOf(table, before));
      if (after) rows.set(this.keyOf(table, after), after);
    }
    this.log.push({ kind: 'commit', changes });
    return changes;
  }

  private committed(table: string): Map<string, Row> {
    const rows = this.rows.get(table) ?? new Map<string, Row>();
    this.rows.set(table, rows);
    return rows;
  }
}

/** Holds the rows that it writes until it commits. */
export class Transaction {
  private readonly writes: Write[] = [];
  private readonly held: string[] = [];

  constructor(
    private readonly database: SourceDatabase,
    private readonly numbers: LogNumbers,
    private readonly locks: Set<string>,
  ) {}

  /** A changed primary key is written as Debezium tells it: a delete, then a create. */
  write(table: string, before: Row | null, after: Row | null): void {
    const { database } = this;
    const isRekeyed =
      before && after && database.keyOf(table, before) !== database.keyOf(table, after);
    if (isRekeyed) {
      this.write(table, before, null);
      this.write(table, null, after);
      return;
    }
    const row = after ?? before;
    if (!row) return;
    this.hold(`${table}|${database.keyOf(table, row)}`);
    const op = before === null ? 'c' : after === null ? 'd' : 'u';
    this.writes.push({ table, op, before, after, lsn: this.numbers.change() });
  }

  commit(): readonly LoggedChange[] {
    for (const lock of this.held) this.locks.delete(lock);
    return this.database.commit(this.writes);
  }

  private hold(lock: string): void {
    this.locks.add(lock);
    this.held.push(lock);
  }
}
