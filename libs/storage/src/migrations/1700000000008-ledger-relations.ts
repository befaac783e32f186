import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts that reset what movements add up to, and what cannot be told any more. */
export class LedgerRelations1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contribution ADD COLUMN history jsonb;
      COMMENT ON COLUMN contribution.history IS
        'of a row that moves or counts stock: all that it stated, oldest first';

      CREATE TABLE ledger_relation (
        partition integer NOT NULL,
        sku text COLLATE "C" NOT NULL,
        source text COLLATE "C" NOT NULL,
        summary jsonb NOT NULL,
        PRIMARY KEY (partition, sku, source)
      );
      COMMENT ON TABLE ledger_relation IS
        'of an item that was counted: the counts that stand, and cancellations without their sale';

      CREATE TABLE reconciliation_exception (
        event_id text COLLATE "C" PRIMARY KEY,
        kind text NOT NULL,
        partition integer NOT NULL,
        sku text COLLATE "C" NOT NULL,
        location text COLLATE "C" NOT NULL,
        source text COLLATE "C" NOT NULL,
        table_name text COLLATE "C" NOT NULL,
        row_key text COLLATE "C" NOT NULL,
        recorded_at timestamptz NOT NULL,
        found_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz
      );
      COMMENT ON TABLE reconciliation_exception IS
        'changes whose effect on stock cannot be told from what is kept: a person has to look';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE reconciliation_exception; DROP TABLE ledger_relation;
      ALTER TABLE contribution DROP COLUMN history;
    `);
  }
}
