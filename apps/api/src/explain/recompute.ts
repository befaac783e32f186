import type { Policy } from '#config';
import {
  answerFor,
  ASSUMED_LAG,
  vendorRules,
  type ItemState,
  type Quantity,
  type Terms,
} from '#domain';
import { claimedAt } from '../claims/held.queries.js';
import type { Db } from '../database/read-database.js';
import type { ItemRow } from '../items/item.queries.js';
import { explainFormula } from './formula.js';
import type { Formula } from './formula.schema.js';
import type { NumberRules } from './past/number-rules.js';
import { readItemState } from './read-item-state.js';
import { readTerms } from './read-terms.js';

/** An item as its numbers were reckoned from it, at the time of its newest version. */
export interface ItemBasis {
  readonly item: ItemRow;
  readonly state: ItemState;
  readonly terms: Terms;
  /** what active claims hold, by location */
  readonly claimed: ReadonlyMap<string, Quantity>;
}

export async function readBasis(db: Db, policy: Policy, item: ItemRow): Promise<ItemBasis> {
  const { partition, sku } = item;
  const [terms, claimed] = await Promise.all([
    readTerms(db, policy, item.policy_version),
    claimedAt(db, partition, sku),
  ]);
  const at = { policy, terms, now: item.applied_at.getTime() };
  const state = await readItemState(db, { partition, sku, claimed }, at);
  return { item, state, terms, claimed };
}

/** @returns null: the rules name no such channel */
export function formulaOn(
  { channels, countClasses, vendors }: Pick<NumberRules, 'channels' | 'countClasses' | 'vendors'>,
  {
    item,
    state,
    terms,
  }: Pick<ItemBasis, 'state' | 'terms'> & {
    readonly item: Pick<ItemRow, 'applied_at'>;
  },
  channel: string,
): Formula | null {
  const rule = Object.hasOwn(channels, channel) ? channels[channel] : undefined;
  if (!rule) return null;
  const circumstances = {
    channel: terms.channels[channel] ?? ASSUMED_LAG,
    countClasses,
    vendorOf: vendorRules(vendors),
    now: item.applied_at.getTime(),
  };
  return explainFormula(rule, answerFor(state, rule, circumstances));
}
