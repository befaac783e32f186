import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where an alert's cause is, and a name for it that people and other systems may keep. */
export class AlertPlaces1700000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE alert
        ADD COLUMN source text,
        ADD COLUMN location text,
        ADD COLUMN channel text,
        ADD COLUMN fingerprint text NOT NULL
          GENERATED ALWAYS AS (md5(kind || '/' || subject)) STORED;
      COMMENT ON COLUMN alert.fingerprint IS
        'the same for the same alert, whenever it opens; PagerDuty knows incidents by it';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE alert DROP COLUMN fingerprint, DROP COLUMN channel, DROP COLUMN location,
        DROP COLUMN source
    `);
  }
}
