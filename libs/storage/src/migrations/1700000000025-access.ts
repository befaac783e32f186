import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of the API and sign-ins made with them; actions name the key and the outcome, and stay as they are. */
export class Access1700000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_key (
        id text COLLATE "C" PRIMARY KEY,
        name text NOT NULL,
        scope text NOT NULL CHECK (scope IN ('viewer', 'operator', 'admin', 'claims')),
        hash bytea NOT NULL CHECK (octet_length(hash) = 32),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz,
        revoked_at timestamptz
      );
      COMMENT ON COLUMN api_key.hash IS 'SHA-256 of the key, which is stored nowhere';
      COMMENT ON COLUMN api_key.last_used_at IS 'to the minute';

      CREATE TABLE api_session (
        hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
        key_id text COLLATE "C" NOT NULL REFERENCES api_key (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      );
      COMMENT ON COLUMN api_session.hash IS 'SHA-256 of what the browser holds';

      ALTER TABLE operator_action
        ADD COLUMN key_id text COLLATE "C",
        ADD COLUMN outcome text NOT NULL DEFAULT 'done'
          CHECK (outcome IN ('done', 'refused', 'failed'));
      COMMENT ON COLUMN operator_action.key_id IS 'of the API key that was shown; null: no call of the API';

      CREATE FUNCTION refuse_action_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$
      BEGIN
        RAISE EXCEPTION 'actions are append-only: % on % is refused', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation';
      END
      $refuse$;
      CREATE TRIGGER operator_action_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_action
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_action_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER operator_action_append_only ON operator_action;
      DROP FUNCTION refuse_action_change();
      ALTER TABLE operator_action DROP COLUMN key_id, DROP COLUMN outcome;
      DROP TABLE api_session;
      DROP TABLE api_key
    `);
  }
}
