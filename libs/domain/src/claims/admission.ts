import { wholeUnits, type Quantity } from '../quantity.js';

/** Whose orders a location's stock counts for now: a silent one only the retailer's own channels, one in doubt nobody. */
export const SELLABLE_TO = ['all', 'first_party', 'nobody'] as const;

export type SellableTo = (typeof SELLABLE_TO)[number];

/** An item at a location: what counts for it, and what active claims hold of that. */
export interface ClaimableStock {
  readonly sku: string;
  readonly location: string;
  readonly availableBase: Quantity;
  readonly claimed: Quantity;
  readonly sellableTo: SellableTo;
}

/** Where a channel may claim, the first location first, and what it must leave there. */
export interface AdmissionRule {
  readonly pool: readonly string[];
  /** units kept for walk-in customers, by location */
  readonly protect: Readonly<Record<string, number>>;
  /** the retailer's own channel */
  readonly firstParty: boolean;
}

export interface WantedLine {
  readonly sku: string;
  /** null: wherever the channel's pool has it */
  readonly location: string | null;
  readonly quantity: Quantity;
  /** what the channel calls the line */
  readonly ref: string | null;
}

/** Units at one location; lines of the call that name the same item and location are one. */
export interface GrantedLine {
  readonly sku: string;
  readonly location: string;
  readonly quantity: Quantity;
  readonly refs: readonly string[];
}

/** A line, equal ones summed, that cannot be had in full. */
export interface Shortage {
  readonly sku: string;
  readonly location: string | null;
  readonly wanted: Quantity;
  /** what could be had of it */
  readonly claimable: Quantity;
}

export interface Admission {
  readonly granted: readonly GrantedLine[];
  readonly short: readonly Shortage[];
}

const SEPARATOR = '\u0000';
const placeId = (sku: string, location: string | null): string =>
  `${sku}${SEPARATOR}${location ?? ''}`;

/**
 * Units that a channel may still claim at a location: max(0, available_base − claimed − protect), where the
 * location counts for it. No more than these are ever admitted (promises I6, I10).
 */
export function claimable(
  { availableBase, claimed, location, sellableTo }: Omit<ClaimableStock, 'sku'>,
  { protect, firstParty }: Pick<AdmissionRule, 'protect' | 'firstParty'>,
): Quantity {
  if (sellableTo === 'nobody' || (sellableTo === 'first_party' && !firstParty)) return 0n;
  const free = availableBase - claimed - wholeUnits(protect[location] ?? 0);
  return free > 0n ? free : 0n;
}

/**
 * Which units a call may have. Lines that name the same item and place are summed first, so a call that
 * names an item twice gets no more than one that names it once (promise I6). Lines with a place of their
 * own are served before those that take what the pool has, in the pool's order.
 *
 * @param stocks every location of the pool for every item of the lines; one that is missing has nothing
 * @param allowPartial false: nothing is granted unless everything is
 */
export function admitLines(
  stocks: readonly ClaimableStock[],
  rule: AdmissionRule,
  lines: readonly WantedLine[],
  allowPartial: boolean,
): Admission {
  const free = new Map<string, Quantity>();
  for (const stock of stocks) free.set(placeId(stock.sku, stock.location), claimable(stock, rule));
  const granted = new Map<string, GrantedLine>();
  const short: Shortage[] = [];
  for (const line of sumLines(lines)) {
    const left = take(free, granted, line, rule.pool);
    const { sku, location, quantity } = line;
    if (left > 0n) short.push({ sku, location, wanted: quantity, claimable: quantity - left });
  }
  if (short.length > 0 && !allowPartial) return { granted: [], short };
  return { granted: [...granted.values()], short };
}

interface SummedLine extends Pick<WantedLine, 'sku' | 'location' | 'quantity'> {
  readonly refs: readonly string[];
}

/** Lines with a place first. */
function sumLines(lines: readonly WantedLine[]): readonly SummedLine[] {
  const sums = new Map<string, SummedLine>();
  for (const { sku, location, quantity, ref } of lines) {
    const id = placeId(sku, location);
    const before = sums.get(id);
    const refs = [...(before?.refs ?? []), ...(ref === null ? [] : [ref])];
    sums.set(id, { sku, location, quantity: (before?.quantity ?? 0n) + quantity, refs });
  }
  const all = [...sums.values()];
  return [
    ...all.filter(({ location }) => location !== null),
    ...all.filter(({ location }) => location === null),
  ];
}

/** Takes what there is of one line. @returns what is missing */
function take(
  free: Map<string, Quantity>,
  granted: Map<string, GrantedLine>,
  { sku, location, quantity, refs }: SummedLine,
  pool: readonly string[],
): Quantity {
  let left = quantity;
  for (const place of location === null ? pool : [location]) {
    const id = placeId(sku, place);
    const units = portion(free.get(id) ?? 0n, left);
    if (units === 0n) continue;
    const before = granted.get(id);
    free.set(id, (free.get(id) ?? 0n) - units);
    granted.set(id, {
      sku,
      location: place,
      quantity: (before?.quantity ?? 0n) + units,
      refs: [...(before?.refs ?? []), ...refs],
    });
    left -= units;
  }
  return left;
}

const UNIT = wholeUnits(1);

/** What is wanted in whole units is taken in whole units: nobody is sent two halves of a chair. */
function portion(free: Quantity, wanted: Quantity): Quantity {
  const most = free < wanted ? free : wanted;
  return wanted % UNIT === 0n ? most - (most % UNIT) : most;
}

/** The stocks after units were granted. */
export function afterGrant(
  stocks: readonly ClaimableStock[],
  granted: readonly GrantedLine[],
): readonly ClaimableStock[] {
  const by = new Map(granted.map((line) => [placeId(line.sku, line.location), line.quantity]));
  return stocks.map((stock) => {
    const units = by.get(placeId(stock.sku, stock.location)) ?? 0n;
    return units === 0n ? stock : { ...stock, claimed: stock.claimed + units };
  });
}
