import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What became of parked messages, and what people made of their bytes. */
export class Parked1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE parked_message
        ADD COLUMN state text NOT NULL DEFAULT 'parked'
          CHECK (state IN ('parked', 'redriving', 'redriven', 'discarded', 'superseded')),
        ADD COLUMN attempts integer NOT NULL DEFAULT 1,
        ADD COLUMN last_parked_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN pack_version text,
        ADD COLUMN edited_value bytea,
        ADD COLUMN decided_at timestamptz;
      CREATE INDEX parked_message_redriving ON parked_message (stage, topic, partition)
        WHERE state = 'redriving';
      COMMENT ON COLUMN parked_message.state IS
        'redriving: the stage that parked it is to take it up again; superseded: its row has changed since';
      COMMENT ON COLUMN parked_message.attempts IS 'how often it was tried';
      COMMENT ON COLUMN parked_message.pack_version IS 'digest of the pack that could not read it';
      COMMENT ON COLUMN parked_message.edited_value IS 'what a person made of the value; null: as it came';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX parked_message_redriving;
      ALTER TABLE parked_message DROP COLUMN state, DROP COLUMN attempts, DROP COLUMN last_parked_at,
        DROP COLUMN pack_version, DROP COLUMN edited_value, DROP COLUMN decided_at;
    `);
  }
}
