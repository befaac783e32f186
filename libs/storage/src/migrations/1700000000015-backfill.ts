import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was asked to be read once more from sources, and what sources' own levels were found to be. */
export class Backfill1700000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE backfill (
        id text PRIMARY KEY,
        source text NOT NULL,
        tables text[] NOT NULL,
        location text,
        skus text[] NOT NULL DEFAULT '{}',
        asked_by text NOT NULL,
        reason text NOT NULL,
        state text NOT NULL DEFAULT 'asked'
          CHECK (state IN ('asked', 'running', 'paused', 'read', 'done', 'stopped', 'failed')),
        estimate bigint,
        chunk_rows integer NOT NULL,
        rows_done bigint NOT NULL DEFAULT 0,
        chunks integer NOT NULL DEFAULT 0,
        paced boolean NOT NULL DEFAULT false,
        problem text,
        heard_offset bigint NOT NULL,
        read_ends jsonb,
        announced_ends jsonb,
        asked_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        read_at timestamptz,
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX backfill_one_at_a_time ON backfill (source)
        WHERE state IN ('asked', 'running', 'paused', 'read');
      CREATE INDEX ON backfill (source, asked_at);
      COMMENT ON COLUMN backfill.id IS 'the id of the signal that asked for it';
      COMMENT ON COLUMN backfill.skus IS 'the items that were asked for; none: all';
      COMMENT ON COLUMN backfill.estimate IS 'rows that it was expected to read; null: nobody could tell';
      COMMENT ON COLUMN backfill.rows_done IS 'rows of the tables that were read to their end';
      COMMENT ON COLUMN backfill.chunks IS 'chunks of the table that is being read';
      COMMENT ON COLUMN backfill.paced IS 'it was told to pause until the stages have caught up';
      COMMENT ON COLUMN backfill.heard_offset IS 'next offset of the source''s notifications';
      COMMENT ON COLUMN backfill.read_ends IS 'the ends of the tables'' topics once all was read';
      COMMENT ON COLUMN backfill.announced_ends IS 'the ends of stock.events once all was translated';
      COMMENT ON COLUMN backfill.ended_at IS 'when the stages had stored the effect of every row, or when it was given up';

      CREATE TABLE reconciliation (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        compared integer NOT NULL,
        differences integer NOT NULL,
        mended integer NOT NULL,
        moving integer NOT NULL,
        backfill_id text,
        result jsonb NOT NULL
      );
      CREATE INDEX ON reconciliation (source, id);
      COMMENT ON TABLE reconciliation IS 'each comparison of a source''s own levels with what is kept of them';
      COMMENT ON COLUMN reconciliation.differences IS 'levels that were different, those mended among them';
      COMMENT ON COLUMN reconciliation.moving IS 'levels that changed too often to be judged';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reconciliation; DROP TABLE backfill');
  }
}
