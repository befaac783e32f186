import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where movements were forgotten, so that a rebuild can forget them at the same place. */
export class Retention1700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE retention_mark (
        partition integer NOT NULL,
        number bigint NOT NULL,
        input_offset bigint NOT NULL,
        before timestamptz NOT NULL,
        skus text[] NOT NULL,
        sources text[] NOT NULL,
        rows integer NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (partition, number)
      );
      COMMENT ON TABLE retention_mark IS
        'transactions that forgot movements of these items by these sources';
      COMMENT ON COLUMN retention_mark.input_offset IS
        'stock events of the partition before this one were folded, those from it on were not';
      COMMENT ON COLUMN retention_mark.rows IS 'how many rows of contribution went';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE retention_mark');
  }
}
