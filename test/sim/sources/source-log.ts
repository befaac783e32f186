/** A row by column; quantities are decimal text. */
export type Row = Readonly<Record<string, string | number>>;

export type Engine = 'mariadb' | 'postgresql' | 'sqlserver';

/** Where a change stands in the source's own log: what Debezium puts into `source` and `transaction`. */
export interface LogPlace {
  readonly source: Readonly<Record<string, unknown>>;
  readonly order: number;
}

export interface LoggedChange {
  readonly table: string;
  readonly op: 'c' | 'u' | 'd';
  readonly before: Row | null;
  readonly after: Row | null;
  readonly at: LogPlace;
}

/** A transaction, as the log carries it from its commit on. */
export interface Commit {
  readonly kind: 'commit';
  readonly changes: readonly LoggedChange[];
}

/**
 * A snapshot's chunk, at the place of the log where its window closes. The rows are as committed there:
 * what changes inside of a window is left to the stream.
 */
export interface Window {
  readonly kind: 'window';
  readonly table: string;
  readonly rows: readonly Row[];
  readonly at: LogPlace;
}

export type LogEntry = Commit | Window;

const FILE_TRANSACTIONS = 20;

/** Numbers the places of one source's log as its engine does. */
export class LogNumbers {
  private transactions = 0;
  private lsn = 24_023_000;

  constructor(private readonly engine: Engine) {}

  /** PostgreSQL numbers a change when it is made, not when its transaction commits. */
  change(): number {
    this.lsn += 56;
    return this.lsn;
  }

  commit(): number {
    this.transactions += 1;
    return this.transactions;
  }

  /** @param order place of the change in its transaction, from 1; 0 for a snapshot read */
  place(transaction: number, change: number, order: number): LogPlace {
    const engineOwn = PLACES[this.engine](transaction, change, order);
    return { order, source: { connector: this.engine, ts_ms: timeOf(transaction), ...engineOwn } };
  }
}

const timeOf = (transaction: number): number => 1_767_225_600_000 + transaction * 1_000;

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');

type Place = (transaction: number, change: number, order: number) => Record<string, unknown>;

const PLACES: Readonly<Record<Engine, Place>> = {
  mariadb: (transaction) => ({
    file: `bin.${String(1 + Math.floor(transaction / FILE_TRANSACTIONS)).padStart(6, '0')}`,
    pos: 300 + (transaction % FILE_TRANSACTIONS) * 420,
    row: 0,
    gtid: `0-1-${transaction}`,
  }),
  postgresql: (transaction, change) => ({ lsn: change, txId: 700 + transaction }),
  sqlserver: (transaction, change, order) => ({
    commit_lsn: `00000027:${hex(transaction, 8)}:0001`,
    change_lsn: order === 0 ? null : `00000027:${hex(change, 8)}:0002`,
    event_serial_no: order === 0 ? null : 1,
  }),
};
