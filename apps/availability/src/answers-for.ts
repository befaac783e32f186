import type { EntityManager } from 'typeorm';
import { channelNumbers, type ItemAnswers } from './channel-numbers.js';
import type { ClaimedUnits } from './counted-stock.js';
import { inboundOf, inboundRows } from './inbound-of.js';
import { knowledgeNeeds } from './knowledge-needs.js';
import { readKnowledge, type ItemKey } from './read-knowledge.js';
import type { Position } from './stock-state.js';
import type { StandingTerms } from './terms/policy-terms.js';

interface Present {
  readonly positions: ReadonlyMap<string, readonly Position[]>;
  readonly claimed: ReadonlyMap<string, ClaimedUnits>;
  readonly now: Date;
}

/** What channels may say of items of one partition, by their present stock, claims and past; in their order. */
export async function answersFor(
  manager: EntityManager,
  { policy, terms }: StandingTerms,
  items: readonly ItemKey[],
  { positions, claimed, now }: Present,
): Promise<readonly ItemAnswers[]> {
  const partition = items[0]?.partition;
  if (partition === undefined) return [];
  const knownOf = await readKnowledge(manager, items, knowledgeNeeds(policy));
  const { histories, inbound, promised } = knownOf(partition);
  const rows = inboundRows(inbound, new Map());
  return items.map(({ sku }) => {
    const item = {
      positions: positions.get(sku) ?? [],
      claimed: claimed.get(sku),
      histories,
      inbound: inboundOf(rows.get(sku), promised.get(sku), terms),
    };
    return channelNumbers(item, { policy, terms, now: now.getTime() });
  });
}
