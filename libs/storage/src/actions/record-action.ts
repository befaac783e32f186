import type { EntityManager } from 'typeorm';

/** Something that was done to the installation, for whoever asks later. */
export interface OperatorAction {
  /** the program, or the login of the person who called it */
  readonly actor: string;
  /** what was done, such as `connector.restart` */
  readonly action: string;
  /** to what: a connector, a source, a parked message */
  readonly subject: string;
  readonly reason: string;
  /** never a secret */
  readonly details?: Readonly<Record<string, unknown>>;
}

export async function recordAction(
  manager: Pick<EntityManager, 'query'>,
  { actor, action, subject, reason, details = {} }: OperatorAction,
): Promise<void> {
  await manager.query(
    `INSERT INTO operator_action (actor, action, subject, reason, details)
     VALUES ($1, $2, $3, $4, $5)`,
    [actor, action, subject, reason, JSON.stringify(details)],
  );
}
