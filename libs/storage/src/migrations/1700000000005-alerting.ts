import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Alerting1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alert (
        kind text NOT NULL,
        subject text NOT NULL,
        severity text NOT NULL,
        summary text NOT NULL,
        since timestamptz NOT NULL,
        resolved_at timestamptz,
        PRIMARY KEY (kind, subject)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE alert');
  }
}
