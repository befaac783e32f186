import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds an item's lines by time and a row's lines by the row, however long the ledger is. */
export class LedgerMoments1700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ledger_line_moment ON ledger_line (sku, applied_at, line)
        INCLUDE (partition, location, source, bucket, change);
      CREATE INDEX ledger_line_row ON ledger_line (row_key, source, table_name, applied_at, line);
      DROP INDEX ledger_line_item;
      CREATE INDEX claim_line_item ON claim_line (sku);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX claim_line_item;
      CREATE INDEX ledger_line_item ON ledger_line (sku, location, line DESC);
      DROP INDEX ledger_line_row;
      DROP INDEX ledger_line_moment;
    `);
  }
}
