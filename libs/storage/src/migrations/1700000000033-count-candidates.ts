import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What should be counted, and why, as of the last look at each location. */
export class CountCandidates1700000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE count_look (
        location text COLLATE "C" PRIMARY KEY,
        looked_at timestamptz NOT NULL,
        items integer NOT NULL
      );
      COMMENT ON COLUMN count_look.items IS 'items with stock there that were judged';

      CREATE TABLE count_candidate (
        location text COLLATE "C" NOT NULL,
        sku text COLLATE "C" NOT NULL,
        risk double precision NOT NULL,
        book numeric(24, 6) NOT NULL,
        per_day double precision NOT NULL,
        counted_at timestamptz,
        terms jsonb NOT NULL,
        PRIMARY KEY (location, sku)
      );
      COMMENT ON COLUMN count_candidate.terms IS 'reasons with their points, most pressing first';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE count_candidate; DROP TABLE count_look');
  }
}
