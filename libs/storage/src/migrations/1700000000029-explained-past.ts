import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a number of any past time is explained with: its basis, the policy's rules, and what was published. */
export class ExplainedPast1700000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ledger_line ADD COLUMN captured_at timestamptz, ADD COLUMN basis json;
      COMMENT ON COLUMN ledger_line.captured_at IS 'when the connector put the change on Kafka';
      COMMENT ON COLUMN ledger_line.basis IS
        'beside channels: what claims held, and sales and counts that bore on them, by location';

      CREATE TABLE policy_rules (
        version text COLLATE "C" PRIMARY KEY,
        rules jsonb NOT NULL,
        first_used_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE policy_rules IS
        'what numbers follow from of each policy that the availability stage ran under; no secret is in it';

      CREATE TABLE publication_step (
        channel text COLLATE "C" NOT NULL,
        sku text COLLATE "C" NOT NULL,
        at timestamptz NOT NULL,
        step text NOT NULL,
        version bigint NOT NULL,
        quantity integer NOT NULL,
        lease_epoch bigint NOT NULL,
        code text,
        reason text
      );
      CREATE INDEX publication_step_listing ON publication_step (channel, sku, at);
      CREATE INDEX publication_step_age ON publication_step USING brin (at);
      COMMENT ON TABLE publication_step IS
        'what each listing was told and answered, step by step; rows are added, and forgotten by age';
      COMMENT ON COLUMN publication_step.step IS
        'sent; answered: applied, accepted, rejected, unclear, not_taken; read back: confirmed, not_shown; unchanged: shown already';
      COMMENT ON COLUMN publication_step.at IS 'by the clock of the publisher';

      CREATE FUNCTION refuse_step_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$
      BEGIN
        RAISE EXCEPTION 'what was published is append-only: UPDATE on publication_step is refused'
          USING ERRCODE = 'restrict_violation';
      END
      $refuse$;
      CREATE TRIGGER publication_step_append_only
        BEFORE UPDATE ON publication_step
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_step_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE publication_step;
      DROP FUNCTION refuse_step_change();
      DROP TABLE policy_rules;
      ALTER TABLE ledger_line DROP COLUMN captured_at, DROP COLUMN basis;
    `);
  }
}
