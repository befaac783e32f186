import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of the publisher: who owns a channel account, and what each listing was told and answered. */
export class Publisher1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE channel_lease (
        channel text PRIMARY KEY,
        owner text NOT NULL,
        epoch bigint NOT NULL,
        expires_at timestamptz NOT NULL
      );

      CREATE TABLE publication (
        channel text NOT NULL,
        sku text COLLATE "C" NOT NULL,
        lease_epoch bigint NOT NULL,
        sent_version bigint NOT NULL,
        sent_quantity integer NOT NULL,
        sent_at timestamptz NOT NULL,
        acknowledged_version bigint,
        acknowledged_quantity integer,
        acknowledged_at timestamptz,
        recorded_at timestamptz,
        rejected_code text,
        rejected_reason text,
        PRIMARY KEY (channel, sku)
      );
      COMMENT ON COLUMN publication.sent_version IS 'above acknowledged_version: no clear answer yet';
      COMMENT ON COLUMN publication.recorded_at IS 'source commit time behind the acknowledged number';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE publication; DROP TABLE channel_lease');
  }
}
