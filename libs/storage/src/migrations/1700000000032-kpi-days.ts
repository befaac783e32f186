import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days of facts, added up: sums only, so that days, months and places add up further. */
export class KpiDays1700000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kpi_tally (
        day date NOT NULL,
        measure text COLLATE "C" NOT NULL,
        dimension text COLLATE "C" NOT NULL CHECK (
          dimension IN ('all', 'location', 'channel', 'source', 'vendor')),
        subject text COLLATE "C" NOT NULL,
        part text COLLATE "C" NOT NULL,
        amount numeric NOT NULL,
        PRIMARY KEY (day, measure, dimension, subject, part)
      );
      COMMENT ON COLUMN kpi_tally.subject IS 'which location, channel and so on; - for all';
      COMMENT ON COLUMN kpi_tally.part IS 'what the measure is split by, such as a reason; - where by nothing';

      CREATE TABLE kpi_day (
        day date PRIMARY KEY,
        wanted_at timestamptz NOT NULL,
        rolled_at timestamptz,
        took_ms integer
      );
      COMMENT ON COLUMN kpi_day.wanted_at IS 'when a fact of the day came last, or somebody asked';
      COMMENT ON COLUMN kpi_day.rolled_at IS 'as of when its tallies are; null: there are none yet';

      CREATE TABLE kpi_mark (
        facts text PRIMARY KEY,
        seen_to timestamptz NOT NULL
      );
      COMMENT ON TABLE kpi_mark IS 'up to when facts were looked through for the days that they belong to';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kpi_mark; DROP TABLE kpi_day; DROP TABLE kpi_tally');
  }
}
