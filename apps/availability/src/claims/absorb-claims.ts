import {
  absorb,
  movementsOf,
  type Absorption,
  type Quantity,
  type StockFact,
  type Terms,
} from '#domain';
import { isAuthority, type ClaimedUnits } from '../counted-stock.js';
import type { FoldedBatch, LedgerEntry } from '../fold-batch.js';
import type { IncomingEvent } from '../incoming-event.js';
import type { PartitionClaims } from './claim-state.js';

export interface AbsorbedClaims {
  readonly absorptions: readonly Absorption[];
  /** by item, what claims hold after it */
  readonly claimed: ReadonlyMap<string, ClaimedUnits>;
}

/**
 * Which claims a batch's changes explain. Stock fell at the authority by what an order held, so the claim
 * ends with it, and the item is not counted as sold twice. Pure.
 */
export function absorbClaims(
  terms: Terms,
  claims: PartitionClaims,
  entries: readonly LedgerEntry[],
): AbsorbedClaims {
  const { claimed, held, used } = claims;
  if (held.length === 0) return { absorptions: [], claimed };
  const skus = new Set(held.map(({ sku }) => sku));
  const facts = [...claims.facts, ...entries.map(factOf)].filter(
    ({ sku, location, source }) => skus.has(sku) && isAuthority(terms, location, source),
  );
  const absorptions = absorb(movementsOf(facts), held, used);
  return { absorptions, claimed: without(claimed, absorptions) };
}

/** A snapshot reads all of history in one transaction: its rows do not explain each other. */
function factOf({ incoming, location, bucket, change }: LedgerEntry): StockFact {
  const { event, message } = incoming;
  const { op, system, transaction } = message.source;
  return {
    source: system,
    transaction: op === 'r' ? null : transaction,
    eventId: event.id,
    sku: event.sku,
    location,
    bucket,
    change,
    cause: event.cause,
  };
}

function without(
  claimed: ReadonlyMap<string, ClaimedUnits>,
  absorptions: readonly Absorption[],
): ReadonlyMap<string, ClaimedUnits> {
  const left = new Map<string, Map<string, Quantity>>();
  for (const [sku, units] of claimed) left.set(sku, new Map(units));
  for (const { sku, location, quantity } of absorptions) {
    const units = left.get(sku);
    units?.set(location, (units.get(location) ?? 0n) - quantity);
  }
  return left;
}

/** A cause that comes after its level moves no stock, yet what it explains changes the item's numbers. */
export function touchedByClaims(
  touched: FoldedBatch['touched'],
  absorptions: readonly Absorption[],
  incoming: readonly IncomingEvent[],
): FoldedBatch['touched'] {
  const skus = new Set(absorptions.map(({ sku }) => sku));
  if (skus.size === 0) return touched;
  const named = incoming
    .filter(({ event }) => skus.has(event.sku))
    .map(({ event, message, inputOffset }): [string, { offset: bigint; recordedAt: string }] => [
      event.sku,
      { offset: inputOffset, recordedAt: message.recordedAt },
    ]);
  return new Map([...named, ...touched]);
}
