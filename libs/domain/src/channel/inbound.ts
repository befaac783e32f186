import { dateOfDay, dayOf } from '../demand/day.js';
import { floorUnits, wholeUnits, type Quantity } from '../quantity.js';
import type { PreorderRule, VendorRule } from './channel-rule.js';
import type { InboundCohort } from './inbound-cohort.js';
import { netCohorts } from './net-cohorts.js';
import { MOST_UNITS, portionDown, unitsUp } from './portion.js';

export interface Inbound {
  readonly cohorts: readonly InboundCohort[];
  /** already promised to orders that still wait for it */
  readonly promised: Quantity;
}

export const NO_INBOUND: Inbound = { cohorts: [], promised: 0n };

/** A cohort as far as it counts: what will come of it, by when for certain. */
export interface ExpectedCohort {
  readonly purchase: string;
  readonly location: string;
  readonly units: number;
  /** UTC day since 1970: the ETA, today if it is overdue, and the vendor's spread on top */
  readonly by: number;
}

export type VendorOf = (vendor: string | null) => VendorRule;

/** Cohorts within the horizon, earliest first. Those without a date promise nothing. */
export function expectedCohorts(
  rule: PreorderRule,
  cohorts: readonly InboundCohort[],
  pool: readonly string[],
  vendorOf: VendorOf,
  now: number,
): readonly ExpectedCohort[] {
  const today = dayOf(now);
  return netCohorts(cohorts)
    .flatMap(({ eta, vendor, quantity, location, purchase }): ExpectedCohort[] => {
      const outside =
        eta === null || eta > today + rule.horizonDays || eta < today - rule.overdueDays;
      if (outside || !pool.includes(location)) return [];
      const { fillRate, leadTimeSpreadDays } = vendorOf(vendor);
      const confirmed = Math.min(MOST_UNITS, Math.max(0, floorUnits(quantity)));
      const units = portionDown(fillRate, confirmed);
      const by = Math.max(eta, today) + unitsUp(leadTimeSpreadDays);
      return units > 0 ? [{ purchase, location, units, by }] : [];
    })
    .sort(byDate);
}

function byDate(a: ExpectedCohort, b: ExpectedCohort): number {
  if (a.by !== b.by) return a.by - b.by;
  if (a.purchase !== b.purchase) return a.purchase < b.purchase ? -1 : 1;
  return a.location < b.location ? -1 : Number(a.location > b.location);
}

/** Units that may be sold ahead: min(cap, Σ expected − promised), never negative. */
export function preorderUnits(
  { cap }: PreorderRule,
  expected: readonly ExpectedCohort[],
  promised: Quantity,
): number {
  const coming = expected.reduce((sum, { units }) => sum + units, 0);
  return Math.min(unitsUp(cap), netUnits(coming, promised));
}

/**
 * The date by which a quantity arrives beyond what is already promised: that of the earliest cohort with
 * which the sum of all before it suffices.
 *
 * @returns `2026-03-01`, or undefined when not enough is on its way
 */
export function promisedDate(
  expected: readonly ExpectedCohort[],
  promised: Quantity,
  wanted: number,
): string | undefined {
  let coming = 0;
  for (const { units, by } of expected) {
    coming += units;
    if (netUnits(coming, promised) >= Math.max(1, wanted)) return dateOfDay(by);
  }
  return undefined;
}

const netUnits = (coming: number, promised: Quantity): number =>
  Math.max(
    0,
    floorUnits(wholeUnits(Math.min(coming, MOST_UNITS)) - (promised > 0n ? promised : 0n)),
  );
