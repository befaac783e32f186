import { parseQuantity, type Bucket, type StockEvent, type StockKind } from '#domain';
import type { RowFact, Statement } from '../oracle/facts.js';
import type { RowKind } from './row-kinds.js';

const EFFECTS: Readonly<Record<RowKind, StockEvent['effect']>> = {
  level: 'absolute',
  move: 'delta',
  transition: 'transition',
  count: 'count',
  sale: 'delta',
  cancellation: 'delta',
  note: 'none',
};

const KINDS: Readonly<Record<RowKind, StockKind>> = {
  level: 'level',
  move: 'adjustment',
  transition: 'damage',
  count: 'cycle_count',
  sale: 'sale',
  cancellation: 'cancellation',
  note: 'adjustment',
};

/** What a translation gives for a row: its new word, and its farewell to the item that it leaves. */
export function eventsOf(
  fact: RowFact,
  last: RowFact | undefined,
  kind: RowKind,
): readonly StockEvent[] {
  const { says } = fact;
  const former = last?.says ?? null;
  const asserted = says ? [event(fact, says, kind, { amends: former !== null })] : [];
  const isLeft = former !== null && former.item !== says?.item && kind !== 'note';
  const left = isLeft ? [farewell(fact, former, kind)] : [];
  return [...asserted, ...left];
}

function event(
  fact: RowFact,
  says: Statement,
  kind: RowKind,
  over: Partial<StockEvent>,
): StockEvent {
  const [into, from] = says.lines;
  const at = new Date(fact.time).toISOString();
  const position = String(fact.at).padStart(8, '0');
  return {
    id: `${fact.key}/${fact.at}/${says.item}`,
    kind: KINDS[kind],
    effect: EFFECTS[kind],
    sku: says.item,
    location: into?.place ?? 'leeds',
    bucket: (into?.bucket ?? null) as Bucket | null,
    quantity: exact(into?.amount ?? 0),
    from: from ? { location: from.place, bucket: from.bucket as Bucket } : null,
    countedAt: says.takenAt === null ? null : new Date(says.takenAt).toISOString(),
    retracted: false,
    amends: false,
    read: false,
    occurredAt: at,
    recordedAt: at,
    cause: says.cause && { type: 'sale', id: says.cause.id, line: null },
    row: { system: fact.source, table: fact.table, key: fact.key, rule: kind },
    version: { epoch: 1, position, order: 'position', offset: BigInt(fact.at), revision: 0n },
    ...over,
  };
}

const farewell = (fact: RowFact, former: Statement, kind: RowKind): StockEvent =>
  event(fact, { ...former, cause: null, takenAt: null }, kind, {
    kind: 'adjustment',
    effect: kind === 'level' ? 'absolute' : 'delta',
    quantity: 0n,
    from: null,
    retracted: true,
    amends: true,
  });

export function exact(thousandths: number): bigint {
  const quantity = parseQuantity((thousandths / 1_000).toFixed(3));
  if (quantity === undefined) throw new Error(`${thousandths} thousandths are no quantity`);
  return quantity;
}
