import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How connectors are, what was tried, and what audits of their databases found. */
export class Supervision1700000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE connector_health (
        connector text PRIMARY KEY,
        source text NOT NULL,
        cause text,
        detail text NOT NULL DEFAULT '',
        needs_person boolean NOT NULL DEFAULT false,
        since timestamptz NOT NULL DEFAULT now(),
        restarts integer NOT NULL DEFAULT 0,
        restarted_at timestamptz,
        log_place jsonb,
        looked_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN connector_health.cause IS 'what is wrong with it; null: it works';
      COMMENT ON COLUMN connector_health.since IS 'since when this cause has stood, or it has worked';
      COMMENT ON COLUMN connector_health.restarts IS 'since it last worked for a while';
      COMMENT ON COLUMN connector_health.log_place IS 'the database that was read last, and how far its log had come';

      CREATE TABLE audit_finding (
        source text NOT NULL,
        "check" text NOT NULL,
        found text NOT NULL,
        expected text NOT NULL,
        mend text NOT NULL,
        since timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (source, "check")
      );
      COMMENT ON TABLE audit_finding IS 'what the last audit of each source database found wrong';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_finding; DROP TABLE connector_health');
  }
}
