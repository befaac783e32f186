import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a scrape asks for: quick to find, and kept where it was only printed so far. */
export class Measured1700000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX parked_message_open ON parked_message (stage, parked_at)
        WHERE state = 'parked';
      CREATE INDEX waiting_change_age ON waiting_change (source, waiting_since);

      CREATE TABLE ledger_verification (
        partition integer PRIMARY KEY,
        line bigint NOT NULL,
        fault text,
        verified_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE ledger_verification IS
        'the newest check of each partition of the ledger; a copy for metrics, no proof of anything';
      COMMENT ON COLUMN ledger_verification.line IS
        'the last line when it was checked';
      COMMENT ON COLUMN ledger_verification.fault IS 'what was found changed; null: nothing';

      ALTER TABLE reconciliation ADD COLUMN spread jsonb NOT NULL DEFAULT '[]';
      COMMENT ON COLUMN reconciliation.spread IS
        'differences that were left, by location and time since a change there: items and units';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE reconciliation DROP COLUMN spread;
      DROP TABLE ledger_verification;
      DROP INDEX waiting_change_age;
      DROP INDEX parked_message_open;
    `);
  }
}
