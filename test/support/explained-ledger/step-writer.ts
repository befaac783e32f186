import type { DataSource } from 'typeorm';

const CHUNK = 20_000;

export interface PublishedNumber {
  readonly channel: string;
  readonly sku: string;
  readonly version: number;
  readonly quantity: number;
  readonly appliedMs: number;
}

/** Numbers that were sent 0.2 s after they were reckoned, and applied 0.5 s later. */
export class StepWriter {
  private waiting: PublishedNumber[] = [];

  constructor(private readonly dataSource: DataSource) {}

  async add(...numbers: readonly PublishedNumber[]): Promise<void> {
    this.waiting.push(...numbers);
    if (this.waiting.length >= CHUNK) await this.flush();
  }

  async flush(): Promise<void> {
    const numbers = this.waiting;
    this.waiting = [];
    await this.dataSource.query(
      `INSERT INTO publication_step (channel, sku, at, step, version, quantity, lease_epoch)
       SELECT n.channel, n.sku, to_timestamp((n.ms + s.after) / 1000.0), s.step, n.version, n.quantity, 1
       FROM unnest($1::text[], $2::text[], $3::bigint[], $4::int[], $5::float8[])
         AS n (channel, sku, version, quantity, ms)
       CROSS JOIN (VALUES ('sent', 200), ('applied', 700)) AS s (step, after)`,
      [
        numbers.map(({ channel }) => channel),
        numbers.map(({ sku }) => sku),
        numbers.map(({ version }) => version),
        numbers.map(({ quantity }) => quantity),
        numbers.map(({ appliedMs }) => appliedMs),
      ],
    );
  }
}
