import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The columns of captured tables as they were last accepted. */
export class SourceSchemas1700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE source_schema (
        source text PRIMARY KEY,
        tables jsonb NOT NULL,
        accepted_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN source_schema.tables IS 'by table: its columns with their types, in order';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE source_schema');
  }
}
