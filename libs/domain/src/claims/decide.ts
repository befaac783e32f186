import { wholeUnits, type Quantity } from '../quantity.js';
import { movementKey } from './absorption.js';
import {
  admitLines,
  afterGrant,
  type AdmissionRule,
  type ClaimableStock,
  type GrantedLine,
  type Shortage,
  type WantedLine,
} from './admission.js';
import type { DocumentRef, Movement } from './movement.js';
import { settleLines, type SettledLine } from './settle.js';

/** What a call asks for, as far as the decision needs it. */
export interface WantedClaim {
  readonly lines: readonly WantedLine[];
  readonly allowPartial: boolean;
  readonly rule: AdmissionRule;
  /** the order as the authority will call it */
  readonly document: DocumentRef | null;
  /** names the shopper within the channel; null: nobody in particular */
  readonly shopperId: string | null;
  /** most units of one item that one shopper may hold */
  readonly maxUnitsPerKey: number | null;
}

/**
 * `granted` units are claimed from now on; `settled` ones the authority has taken already, so they need no
 * claim; `short` is what could not be had.
 */
export type ClaimDecision =
  | {
      readonly kind: 'admitted';
      readonly granted: readonly GrantedLine[];
      readonly settled: readonly SettledLine[];
      readonly short: readonly Shortage[];
    }
  | { readonly kind: 'short'; readonly short: readonly Shortage[] }
  | { readonly kind: 'unknown_item'; readonly sku: string }
  | { readonly kind: 'too_many'; readonly sku: string; readonly held: Quantity };

/** What decisions are made by. Each decision leaves the next one its own. */
export interface ClaimContext {
  readonly stocks: readonly ClaimableStock[];
  /** items that any location has ever had */
  readonly known: ReadonlySet<string>;
  readonly movements: readonly Movement[];
  /** by movement, units that claims have been absorbed by before */
  readonly used: ReadonlyMap<string, Quantity>;
  /** by shopper and item, units that active claims hold */
  readonly held: ReadonlyMap<string, Quantity>;
}

export const heldKey = (shopperId: string, sku: string): string => `${shopperId}\u0000${sku}`;

/** Decides one call, and what the next one meets. */
export function decideClaim(
  context: ClaimContext,
  wanted: WantedClaim,
): { readonly decision: ClaimDecision; readonly after: ClaimContext } {
  const refused = refusal(context, wanted);
  if (refused) return { decision: refused, after: context };
  const { settled, rest } = wanted.document
    ? settleLines(wanted.lines, wanted.document, wanted.rule.pool, context.movements, context.used)
    : { settled: [], rest: wanted.lines };
  const { granted, short } = admitLines(context.stocks, wanted.rule, rest, wanted.allowPartial);
  const isRefused = short.length > 0 && (!wanted.allowPartial || isEmpty(granted, settled));
  if (isRefused) return { decision: { kind: 'short', short }, after: context };
  const decision = { kind: 'admitted', granted, settled, short } as const;
  return { decision, after: nextContext(context, wanted, granted, settled) };
}

const isEmpty = (granted: readonly GrantedLine[], settled: readonly SettledLine[]): boolean =>
  granted.length === 0 && settled.length === 0;

function refusal(
  { known, held }: ClaimContext,
  { lines, shopperId, maxUnitsPerKey }: WantedClaim,
): ClaimDecision | undefined {
  const unknown = lines.find(({ sku }) => !known.has(sku));
  if (unknown) return { kind: 'unknown_item', sku: unknown.sku };
  if (shopperId === null || maxUnitsPerKey === null) return undefined;
  const most = wholeUnits(maxUnitsPerKey);
  for (const [sku, quantity] of unitsBySku(lines)) {
    const before = held.get(heldKey(shopperId, sku)) ?? 0n;
    if (before + quantity > most) return { kind: 'too_many', sku, held: before };
  }
  return undefined;
}

function unitsBySku(
  lines: readonly Pick<WantedLine, 'sku' | 'quantity'>[],
): ReadonlyMap<string, Quantity> {
  const units = new Map<string, Quantity>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0n) + quantity);
  return units;
}

function nextContext(
  context: ClaimContext,
  { shopperId }: WantedClaim,
  granted: readonly GrantedLine[],
  settled: readonly SettledLine[],
): ClaimContext {
  const used = new Map(context.used);
  for (const { source, movement, sku, location, quantity } of settled) {
    const key = movementKey({ source, id: movement, sku, location });
    used.set(key, (used.get(key) ?? 0n) + quantity);
  }
  const held = new Map(context.held);
  for (const [sku, quantity] of shopperId === null ? [] : unitsBySku(granted)) {
    const key = heldKey(shopperId ?? '', sku);
    held.set(key, (held.get(key) ?? 0n) + quantity);
  }
  return { ...context, stocks: afterGrant(context.stocks, granted), used, held };
}
