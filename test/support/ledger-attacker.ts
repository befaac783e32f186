import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';

type Row = Readonly<Record<string, string | null>>;

/**
 * Somebody who owns the database server: switches the triggers off, changes lines, and knows how they are
 * sealed. Shares no code with the product, so that it also checks the canonical form as it is documented.
 */
export class LedgerAttacker {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs statements as a superuser whom no trigger stops. */
  async run(...statements: string[]): Promise<void> {
    await this.dataSource.query(
      `BEGIN; SET LOCAL session_replication_role = replica; ${statements.join('; ')}; COMMIT`,
    );
  }

  edit(partition: number, line: number, assignment: string): Promise<void> {
    return this.run(
      `UPDATE ledger_line SET ${assignment} WHERE partition = ${partition} AND line = ${line}`,
    );
  }

  remove(partition: number, condition: string): Promise<void> {
    return this.run(`DELETE FROM ledger_line WHERE partition = ${partition} AND ${condition}`);
  }

  /** Gives lines other numbers at once, each by `assignment`, an expression over `line`. */
  renumber(partition: number, condition: string, assignment: string): Promise<void> {
    const own = `partition = ${partition}`;
    return this.run(
      `UPDATE ledger_line SET line = -1000000 - (${assignment}) WHERE ${own} AND ${condition}`,
      `UPDATE ledger_line SET line = -1000000 - line WHERE ${own} AND line <= -1000000`,
    );
  }

  /** Adds a copy of a line under another number and event id, with the seal of the copied one. */
  async insertCopy(partition: number, of: number, line: number): Promise<void> {
    const columns = (await this.columns()).filter((column) => column !== 'line');
    const values = columns.map((column) =>
      column === 'event_id' ? `event_id || '/copy' || ${line}` : `"${column}"`,
    );
    await this.run(
      `INSERT INTO ledger_line ("line", ${columns.map((column) => `"${column}"`).join(', ')})
       SELECT ${line}, ${values.join(', ')} FROM ledger_line
       WHERE partition = ${partition} AND line = ${of}`,
    );
  }

  /** Computes the seals anew from a line on, up to another one, as if nothing had happened. */
  async reseal(partition: number, from: number, upTo = from): Promise<void> {
    for (let line = from; line <= upTo; line += 1) {
      const previous = line === 1 ? '0'.repeat(64) : await this.hashOf(partition, line - 1);
      const content = await this.content(partition, line);
      const hash = createHash('sha256').update(`${previous}${content}`).digest('hex');
      await this.edit(partition, line, `previous = '\\x${previous}', hash = '\\x${hash}'`);
    }
  }

  /** Sets the head to the last line that there is. */
  moveHead(partition: number): Promise<void> {
    return this.run(
      `UPDATE ledger_head AS h SET line = l.line, hash = l.hash
       FROM (SELECT line, hash FROM ledger_line WHERE partition = ${partition}
             ORDER BY line DESC LIMIT 1) AS l
       WHERE h.partition = ${partition}`,
    );
  }

  async hashOf(partition: number, line: number): Promise<string> {
    const [row] = await this.dataSource.query<{ hash: string }[]>(
      `SELECT encode(hash, 'hex') AS hash FROM ledger_line WHERE partition = $1 AND line = $2`,
      [partition, line],
    );
    return row?.hash ?? '';
  }

  /** The canonical text: what the docs say, written once more. */
  async content(partition: number, line: number): Promise<string> {
    const [row] = await this.dataSource.query<[{ line: Row }]>(
      `SELECT row_to_json(l) AS line FROM (
         SELECT ${(await this.columns()).map((column) => `"${column}"::text`).join(', ')}
         FROM ledger_line WHERE partition = $1 AND line = $2) AS l`,
      [partition, line],
    );
    const members = Object.entries(row.line).flatMap(([column, text]) =>
      text === null || column === 'previous' || column === 'hash'
        ? []
        : [`"${column}":${canonicalValue(column, text)}`],
    );
    return `{${members.join(',')}}`;
  }

  async columns(): Promise<string[]> {
    const rows = await this.dataSource.query<{ name: string }[]>(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = 'ledger_line'::regclass AND attnum > 0 AND NOT attisdropped
       ORDER BY attnum`,
    );
    return rows.map(({ name }) => name);
  }
}

const DECIMALS = new Set(['change', 'contributes']);
const INSTANTS = new Set([
  'occurred_at',
  'recorded_at',
  'ingested_at',
  'applied_at',
  'captured_at',
]);

function canonicalValue(column: string, text: string): string {
  if (column === 'channels' || column === 'basis') return text;
  if (DECIMALS.has(column)) return `"${text.replace(/\.?0+$/, '')}"`;
  if (INSTANTS.has(column)) return `"${text.replace(' ', 'T').replace(/\+00$/, '+00:00')}"`;
  return JSON.stringify(text);
}
