import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of the normalizer: what it must remember to translate rows into stock events. */
export class Normalizer1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE reference_revision;

      CREATE TABLE reference_entry (
        source text NOT NULL,
        table_name text NOT NULL,
        key text NOT NULL,
        row jsonb,
        former jsonb NOT NULL DEFAULT '[]',
        revision bigint NOT NULL DEFAULT 0,
        epoch integer NOT NULL DEFAULT 0,
        position text COLLATE "C" NOT NULL DEFAULT '',
        cdc_offset bigint NOT NULL DEFAULT -1,
        PRIMARY KEY (source, table_name, key)
      );
      COMMENT ON COLUMN reference_entry.row IS 'null: something waits for this reference';
      COMMENT ON COLUMN reference_entry.former IS 'earlier contents that translated rows differently';

      CREATE TABLE source_row (
        source text NOT NULL,
        table_name text NOT NULL,
        row_key text NOT NULL,
        key bytea,
        message bytea NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        "offset" bigint NOT NULL,
        refs text[] NOT NULL,
        PRIMARY KEY (source, table_name, row_key)
      );
      COMMENT ON COLUMN source_row.message IS 'the newest change of the row, kept to translate it anew';
      CREATE INDEX source_row_refs ON source_row USING gin (refs);

      CREATE TABLE waiting_change (
        topic text NOT NULL,
        partition integer NOT NULL,
        "offset" bigint NOT NULL,
        source text NOT NULL,
        awaits text NOT NULL,
        reason text NOT NULL,
        key bytea,
        value bytea NOT NULL,
        waiting_since timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (topic, partition, "offset")
      );
      CREATE INDEX waiting_change_awaits ON waiting_change (source, awaits);

      CREATE TABLE cause_fact (
        source text NOT NULL,
        type text NOT NULL,
        id text NOT NULL,
        facts jsonb NOT NULL,
        epoch integer NOT NULL,
        position text COLLATE "C" NOT NULL,
        cdc_offset bigint NOT NULL,
        PRIMARY KEY (source, type, id)
      );

      CREATE TABLE source_heartbeat (
        source text PRIMARY KEY,
        beat_at timestamptz NOT NULL,
        seen_at timestamptz NOT NULL
      );
      COMMENT ON COLUMN source_heartbeat.beat_at IS 'commit time of the newest heartbeat row, by the source';
      COMMENT ON COLUMN source_heartbeat.seen_at IS 'when it had travelled into this table';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE source_heartbeat; DROP TABLE cause_fact; DROP TABLE waiting_change;
      DROP TABLE source_row; DROP TABLE reference_entry; DROP SEQUENCE reference_revision;
    `);
  }
}
