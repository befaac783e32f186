import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every stage shares: how far it has come, and what it has set aside. */
export class Stages1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stage_progress (
        stage text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        applied bigint NOT NULL,
        announced bigint NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (stage, topic, partition)
      );
      COMMENT ON COLUMN stage_progress.applied IS 'next input offset whose effect is not stored yet';
      COMMENT ON COLUMN stage_progress.announced IS 'next input offset whose outputs may not be on Kafka yet';

      CREATE TABLE parked_message (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        stage text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        "offset" bigint NOT NULL,
        key bytea,
        value bytea,
        headers jsonb NOT NULL DEFAULT '{}',
        code text NOT NULL,
        reason text NOT NULL,
        parked_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (stage, topic, partition, "offset")
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE parked_message; DROP TABLE stage_progress');
  }
}
