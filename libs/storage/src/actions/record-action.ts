import type { EntityManager } from 'typeorm';

/** Something that was done to the installation, for whoever asks later. */
export interface OperatorAction {
  /** the program, the login of the person who called it, or the name of the API key that was shown */
  readonly actor: string;
  /** id of that key; left out: it was no call of the API */
  readonly keyId?: string | undefined;
  /** what was done, such as `connector.restart` */
  readonly action: string;
  /** to what: a connector, a source, a parked message */
  readonly subject: string;
  readonly reason: string;
  /** left out: done */
  readonly outcome?: 'done' | 'refused' | 'failed';
  /** never a secret */
  readonly details?: Readonly<Record<string, unknown>>;
}

export const recordAction = (
  manager: Pick<EntityManager, 'query'>,
  action: OperatorAction,
): Promise<void> => recordActions(manager, [action]);

/** Records several actions with one statement, in their order. */
export async function recordActions(
  manager: Pick<EntityManager, 'query'>,
  actions: readonly OperatorAction[],
): Promise<void> {
  await manager.query(
    `INSERT INTO operator_action (actor, key_id, action, subject, reason, outcome, details)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                          $7::jsonb[])`,
    [
      actions.map(({ actor }) => actor),
      actions.map(({ keyId }) => keyId ?? null),
      actions.map(({ action }) => action),
      actions.map(({ subject }) => subject),
      actions.map(({ reason }) => reason),
      actions.map(({ outcome }) => outcome ?? 'done'),
      actions.map(({ details }) => JSON.stringify(details ?? {})),
    ],
  );
}
