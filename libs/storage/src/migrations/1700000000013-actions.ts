import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people and the supervisor did to the installation, and why. */
export class Actions1700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE operator_action (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        actor text NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        reason text NOT NULL,
        details jsonb NOT NULL DEFAULT '{}',
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON operator_action (subject, id);
      COMMENT ON COLUMN operator_action.actor IS 'the program, or the login of the person who called it';
      COMMENT ON COLUMN operator_action.action IS 'what was done, such as connector.restart or parked.discard';
      COMMENT ON COLUMN operator_action.subject IS 'to what: a connector, a source, a parked message';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operator_action');
  }
}
