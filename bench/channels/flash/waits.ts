import { urgencyOf, URGENCIES, type Urgency } from '#channels';
import type { PublicationV1 } from '#contracts';
import { percentiles, type Percentiles } from '../../support/percentiles.js';
import type { Change } from './sale.js';

/** A number that a channel was to show from some time on. */
export interface Wanted extends Change {
  readonly version: number;
  readonly atMs: number;
}

/** A number that a marketplace took. */
export interface Handed {
  readonly channel: string;
  readonly sku: string;
  readonly version: number;
  /** when its call began */
  readonly atMs: number;
}

export interface LaneWaits {
  readonly lane: Urgency;
  /** seconds until the number, or a newer one of the same item, was handed over to the marketplace */
  readonly handed: Percentiles;
  /** seconds until the marketplace was known to show it */
  readonly shown: Percentiles;
}

/**
 * How long each change waited, by how much it mattered when it came. A zero that did not last, because
 * there were units again, waited until then.
 *
 * @param before units by sku before the first change
 * @param told what the channel took, and what it was known to show, in the order in which it was
 * @throws Error when a change was never told
 */
export function waitsByLane(
  before: ReadonlyMap<string, number>,
  wanted: readonly Wanted[],
  told: { readonly handed: readonly Handed[]; readonly published: readonly PublicationV1[] },
): LaneWaits[] {
  const lanes = new Map(
    URGENCIES.map((lane) => [lane, { handed: [] as number[], shown: [] as number[] }]),
  );
  const taken = bySku(told.handed);
  const shown = bySku(
    told.published.map(({ answeredAt, ...one }) => ({ ...one, atMs: Date.parse(answeredAt) })),
  );
  const last = new Map(before);
  for (const one of wanted) {
    const waits = lanes.get(urgencyOf(last.get(one.sku) ?? null, one.quantity));
    last.set(one.sku, one.quantity);
    const untilMs = endOf(one, wanted);
    waits?.handed.push(secondsUntil(one, taken, untilMs));
    waits?.shown.push(secondsUntil(one, shown, untilMs));
  }
  return [...lanes].map(([lane, waits]) => ({
    lane,
    handed: percentiles(waits.handed),
    shown: percentiles(waits.shown),
  }));
}

interface Told {
  readonly sku: string;
  readonly version: number;
  readonly atMs: number;
}

function bySku(told: readonly Told[]): ReadonlyMap<string, readonly Told[]> {
  const found = new Map<string, Told[]>();
  for (const one of told) found.set(one.sku, [...(found.get(one.sku) ?? []), one]);
  return found;
}

function secondsUntil(
  { atMs, sku, version }: Wanted,
  told: ReadonlyMap<string, readonly Told[]>,
  untilMs: number,
): number {
  const found = told.get(sku)?.find((one) => one.version >= version);
  if (!found) throw new Error(`${sku} at version ${version} was never told`);
  return Math.max(0, Math.min(found.atMs, untilMs) - atMs) / 1000;
}

function endOf({ quantity, sku, version }: Wanted, wanted: readonly Wanted[]): number {
  if (quantity > 0) return Number.POSITIVE_INFINITY;
  const next = wanted.find(
    (later) => later.sku === sku && later.version > version && later.quantity > 0,
  );
  return next?.atMs ?? Number.POSITIVE_INFINITY;
}
