import type { Bucket } from '../bucket.js';
import type { Quantity } from '../quantity.js';
import type { CauseRef } from '../stock-event.js';

/** The business document that a claim waits for, as the authority will call it. */
export type DocumentRef = Pick<CauseRef, 'type' | 'id'>;

/** What a ledger line says of one item at one location: a bucket that moved, or a cause that was named. */
export interface StockFact {
  readonly source: string;
  /** the source's transaction; null where it has none, and for a snapshot, which has one for all of history */
  readonly transaction: string | null;
  readonly eventId: string;
  readonly sku: string;
  readonly location: string;
  readonly bucket: Bucket | null;
  readonly change: Quantity;
  readonly cause: DocumentRef | null;
}

/** Stock that fell at one item and location in one step of the authority, and for which documents. */
export interface Movement {
  readonly source: string;
  /** the source's transaction, or the single event where it has none */
  readonly step: string;
  /** unique within the source, item and location */
  readonly id: string;
  readonly sku: string;
  readonly location: string;
  readonly causes: readonly DocumentRef[];
  readonly fallen: Quantity;
}

const SEPARATOR = '\u0000';

/**
 * Groups facts by the source transaction that they belong to. Stock that fell in a row which names its own
 * document fell for that one; other stock fell for the documents that other rows of the transaction name,
 * since many systems write the level in one table and its reason in another.
 */
export function movementsOf(facts: readonly StockFact[]): readonly Movement[] {
  const groups = new Map<string, StockFact[]>();
  for (const fact of facts) {
    const id = [fact.source, stepOf(fact), fact.sku, fact.location].join(SEPARATOR);
    const group = groups.get(id) ?? [];
    group.push(fact);
    groups.set(id, group);
  }
  return [...groups.values()].flatMap(movementsIn);
}

const stepOf = ({ transaction, eventId }: StockFact): string => transaction ?? eventId;

function movementsIn(group: readonly StockFact[]): readonly Movement[] {
  const [first] = group;
  if (!first) return [];
  const { source, sku, location } = first;
  const moved = group.filter(({ bucket }) => bucket !== null);
  const own = new Map(moved.flatMap(({ cause }) => (cause ? [[documentId(cause), cause]] : [])));
  const named = group.flatMap(({ bucket, cause }) => (bucket === null && cause ? [cause] : []));
  const others = new Map(named.map((cause) => [documentId(cause), cause]));
  const step = stepOf(first);
  const place = { source, sku, location, step };
  const direct = [...own].map(([id, cause]) => ({
    ...place,
    id: `${step}/${id}`,
    causes: [cause],
    fallen: fallenBy(moved.filter((fact) => fact.cause && documentId(fact.cause) === id)),
  }));
  const shared = {
    ...place,
    id: step,
    causes: [...others.values()],
    fallen: fallenBy(moved.filter(({ cause }) => cause === null)),
  };
  return [...direct, shared].filter(({ causes, fallen }) => causes.length > 0 && fallen > 0n);
}

/** What left the sellable stock; where nothing did, what left the stock that was set aside for orders. */
function fallenBy(facts: readonly StockFact[]): Quantity {
  const change = (bucket: Bucket): Quantity =>
    facts.reduce((sum, fact) => (fact.bucket === bucket ? sum + fact.change : sum), 0n);
  const [available, allocated] = [change('available_base'), change('allocated')];
  if (available < 0n) return -available;
  return allocated < 0n ? -allocated : 0n;
}

export const documentId = ({ type, id }: DocumentRef): string => `${type}:${id}`;
