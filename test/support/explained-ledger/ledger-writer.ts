import { emptyHead, sealLines, type LedgerHead, type LedgerLine } from '#ledger';
import type { DataSource } from 'typeorm';

const CHUNK = 5_000;

/** Seals lines and writes them set-based, a statement for each few thousand of a partition. */
export class LedgerWriter {
  private readonly heads: LedgerHead[];
  private readonly waiting: LedgerLine[][];

  constructor(
    private readonly dataSource: DataSource,
    partitions: number,
  ) {
    this.heads = Array.from({ length: partitions }, (_, partition) => emptyHead(partition));
    this.waiting = this.heads.map(() => []);
  }

  async add(partition: number, line: LedgerLine): Promise<void> {
    const waiting = this.waiting[partition];
    waiting?.push(line);
    if (waiting?.length === CHUNK) await this.flush(partition);
  }

  async end(): Promise<void> {
    for (const { partition } of this.heads) await this.flush(partition);
    await this.dataSource.query(
      `INSERT INTO ledger_head (partition, line, hash)
       SELECT p, l, decode(h, 'hex') FROM unnest($1::int[], $2::bigint[], $3::text[]) AS t (p, l, h)`,
      [
        this.heads.map(({ partition }) => partition),
        this.heads.map(({ line }) => line.toString()),
        this.heads.map(({ hash }) => hash),
      ],
    );
  }

  private async flush(partition: number): Promise<void> {
    const lines = this.waiting[partition]?.splice(0) ?? [];
    const head = this.heads[partition];
    if (!head || lines.length === 0) return;
    const sealed = sealLines(head, lines);
    this.heads[partition] = sealed.head;
    await this.dataSource.query(
      'INSERT INTO ledger_line SELECT * FROM json_populate_recordset(NULL::ledger_line, $1::json)',
      [`[${sealed.rows.join(',')}]`],
    );
  }
}
