import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Limits that all accounts of an app share, whichever process publishes them. */
export class AppBudgets1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app_budget (
        app text COLLATE "C" NOT NULL,
        limit_id text COLLATE "C" NOT NULL,
        level double precision NOT NULL DEFAULT 0,
        counted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (app, limit_id)
      );
      COMMENT ON COLUMN app_budget.level IS
        'what was left of the limit when it was counted; what processes have taken since is gone from it';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app_budget');
  }
}
