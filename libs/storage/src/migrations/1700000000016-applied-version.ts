import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every policy that was applied, with its packs: what the next plan is compared with. */
export class AppliedVersion1700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE applied_version (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        version text NOT NULL,
        policy_version text NOT NULL,
        policy jsonb NOT NULL,
        packs jsonb NOT NULL,
        applied_by text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN applied_version.version IS
        'names the content of policy and packs: 12 hex digits';
      COMMENT ON COLUMN applied_version.policy IS 'the policy file with its defaults, without secrets';
      COMMENT ON COLUMN applied_version.packs IS 'the pack of each source, by the id of the source';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE applied_version');
  }
}
