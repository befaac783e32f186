import type { EntityManager } from 'typeorm';
import { recordActions } from '../actions/record-action.js';
import type { Voice } from '../channels/channel-controls.js';
import { parkedCondition, type ParkedFilter } from './parked-filter.js';

/** At once: whoever means more calls again. */
const MOST_DECIDED = 10_000;

/** What becomes of parked messages. */
export type ParkedDecision =
  | { readonly action: 'parked.redrive' }
  | { readonly action: 'parked.discard' }
  /** other bytes for the value; what came is kept beside them */
  | { readonly action: 'parked.edit'; readonly value: Buffer };

const HOW = {
  // only the normalizer looks at what is to be tried again
  'parked.redrive': { set: "state = 'redriving'", stage: 'normalizer' },
  'parked.discard': { set: "state = 'discarded', decided_at = now()", stage: null },
  'parked.edit': { set: 'edited_value = $9::bytea', stage: null },
} as const;

const chosen = (where: string): string =>
  `SELECT id FROM parked_message
   WHERE ${where} AND state = 'parked' AND ($7::text IS NULL OR stage = $7::text)
   ORDER BY id LIMIT $8`;

type Db = Pick<EntityManager, 'query'>;

/** @returns the ids that a decision would be about, in their order */
export async function chosenParked(
  db: Db,
  filter: ParkedFilter,
  action: ParkedDecision['action'],
): Promise<string[]> {
  const { where, values } = parkedCondition(filter);
  const rows = await db.query<{ id: string }[]>(chosen(where), [
    ...values,
    HOW[action].stage,
    MOST_DECIDED,
  ]);
  return rows.map(({ id }) => id);
}

/**
 * Decides on messages that are parked, the oldest first, at most {@link MOST_DECIDED}.
 *
 * @param db within a transaction, which keeps the record of it as well
 * @returns their ids, in their order
 */
export async function decideParked(
  db: Db,
  filter: ParkedFilter,
  decision: ParkedDecision,
  voice: Voice,
): Promise<string[]> {
  const { action } = decision;
  const { where, values } = parkedCondition(filter);
  const { set, stage } = HOW[action];
  const value = action === 'parked.edit' ? decision.value : null;
  const [changed] = await db.query<[{ id: string; code: string; topic: string }[], number]>(
    `UPDATE parked_message AS message SET ${set}
     FROM (${chosen(where)} FOR UPDATE) AS chosen
     WHERE message.id = chosen.id AND ($9::bytea IS NULL OR true)
     RETURNING message.id, message.code, message.topic`,
    [...values, stage, MOST_DECIDED, value],
  );
  const decided = changed.toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
  await recordActions(
    db,
    decided.map(({ id, code, topic }) => ({
      ...voice,
      action,
      subject: `parked message ${id}`,
      details: { code, topic },
    })),
  );
  return decided.map(({ id }) => id);
}
