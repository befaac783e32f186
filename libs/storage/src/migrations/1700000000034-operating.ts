import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts that somebody has seen, and how fast each channel's publisher gets on. */
export class Operating1700000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alert_silence (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL,
        subject text NOT NULL,
        reason text NOT NULL,
        silenced_by text NOT NULL,
        since timestamptz NOT NULL DEFAULT now(),
        until timestamptz NOT NULL
      );
      COMMENT ON TABLE alert_silence IS 'rows stay; one is in force until its end has come';
      CREATE INDEX alert_silence_in_force ON alert_silence (kind, subject, until);

      CREATE TABLE channel_pace (
        channel text COLLATE "C" PRIMARY KEY,
        lease_epoch bigint NOT NULL,
        told_at timestamptz NOT NULL,
        lanes jsonb NOT NULL,
        limits jsonb NOT NULL
      );
      COMMENT ON TABLE channel_pace IS 'as the channel''s publisher told it last; written when it changes';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE channel_pace; DROP TABLE alert_silence');
  }
}
