import type { Row, TablePlace } from '#mapping';

export interface SourceLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/**
 * A source's database, opened to read only. All that is read through one of these is of one moment, and
 * values have the form in which Debezium would send them.
 */
export interface SourceDatabase {
  /**
   * A table's rows, in no particular order, as they arrive: the table may be larger than the memory.
   *
   * @param limit at most so many; undefined: all
   */
  rows(table: TablePlace, columns: readonly string[], limit?: number): AsyncIterable<Row>;
  /** The answer to any SELECT, whole. */
  select(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}
