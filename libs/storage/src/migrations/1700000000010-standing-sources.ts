import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which source counts where: how fresh each one is, whether it may be trusted, and since which epoch. */
export class StandingSources1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE source_heartbeat
        ADD COLUMN alive_since timestamptz NOT NULL DEFAULT '-infinity',
        ADD COLUMN gap_seconds double precision NOT NULL DEFAULT 0;
      COMMENT ON COLUMN source_heartbeat.alive_since IS
        'since when heartbeats have come without a gap that made the source late';

      CREATE TABLE source_trust (
        source text COLLATE "C" PRIMARY KEY,
        epoch integer NOT NULL DEFAULT 1,
        verified boolean NOT NULL DEFAULT true,
        reason text,
        since timestamptz NOT NULL DEFAULT now(),
        streaming_since timestamptz,
        read_ends jsonb,
        announced_ends jsonb
      );
      COMMENT ON TABLE source_trust IS 'no row: epoch 1, and verified';
      COMMENT ON COLUMN source_trust.streaming_since IS
        'when a heartbeat of this epoch came that was no snapshot read: the snapshot is complete';
      COMMENT ON COLUMN source_trust.read_ends IS 'where the snapshot ends on the topics of the source';
      COMMENT ON COLUMN source_trust.announced_ends IS
        'where the stock events of the snapshot end, and the word that it is complete';

      CREATE TABLE source_epoch (
        source text COLLATE "C" NOT NULL,
        epoch integer NOT NULL,
        topic text COLLATE "C" NOT NULL,
        partition integer NOT NULL,
        from_offset bigint NOT NULL,
        PRIMARY KEY (source, epoch, topic, partition)
      );
      COMMENT ON TABLE source_epoch IS 'from which message on a source is in which history';

      CREATE TABLE availability_terms (
        version text COLLATE "C" PRIMARY KEY,
        content jsonb NOT NULL,
        first_used_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE availability_terms IS
        'what numbers followed from beside policy and stock, by the end of their policy version';

      ALTER TABLE stock_position ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT '-infinity';
      COMMENT ON COLUMN stock_position.recorded_at IS
        'commit time of the newest change, or our intake if the clock of the source is ahead';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stock_position DROP COLUMN recorded_at;
      DROP TABLE availability_terms; DROP TABLE source_epoch; DROP TABLE source_trust;
      ALTER TABLE source_heartbeat DROP COLUMN alive_since, DROP COLUMN gap_seconds;
    `);
  }
}
