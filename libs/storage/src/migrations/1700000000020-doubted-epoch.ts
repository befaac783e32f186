import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A snapshot repairs what was in doubt before it, and no doubt that came up since. */
export class DoubtedEpoch1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE source_trust ADD COLUMN doubted_in integer NOT NULL DEFAULT 0;
      COMMENT ON COLUMN source_trust.doubted_in IS
        'newest epoch in which the source came into doubt: only a snapshot of a later one repairs it';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE source_trust DROP COLUMN doubted_in');
  }
}
