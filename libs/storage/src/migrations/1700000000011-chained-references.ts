import type { MigrationInterface, QueryRunner } from 'typeorm';

/** References reached through references: what led a waiting change on, and when contents were replaced. */
export class ChainedReferences1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE waiting_change ADD COLUMN refs text[] NOT NULL DEFAULT '{}';
      CREATE INDEX waiting_change_refs ON waiting_change USING gin (refs);
      COMMENT ON COLUMN waiting_change.refs IS 'references that led to what it awaits';

      UPDATE reference_entry SET former = (
        SELECT jsonb_agg(jsonb_build_object('row', content, 'until',
                 (revision - jsonb_array_length(former) + nth)::text) ORDER BY nth)
        FROM jsonb_array_elements(former) WITH ORDINALITY AS given (content, nth))
      WHERE former <> '[]';
      COMMENT ON COLUMN reference_entry.former IS
        'earlier contents that translated rows differently, each with the revision that replaced it';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE reference_entry SET former = (
        SELECT jsonb_agg(content -> 'row' ORDER BY nth)
        FROM jsonb_array_elements(former) WITH ORDINALITY AS given (content, nth))
      WHERE former <> '[]';
      COMMENT ON COLUMN reference_entry.former IS 'earlier contents that translated rows differently';
      DROP INDEX waiting_change_refs;
      ALTER TABLE waiting_change DROP COLUMN refs;
    `);
  }
}
