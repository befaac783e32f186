import type { DemandSummary } from '../demand/demand-summary.js';
import { lineQuantile } from '../demand/line-sizes.js';
import type { DynamicBufferRule } from './channel-rule.js';
import type { Exposure } from './exposure.js';
import { MOST_UNITS, portionUp, unitsUp } from './portion.js';

/** A reckoned buffer with every term that led to it. Units; all but `drift` whole. */
export interface DynamicBuffer {
  readonly kind: 'dynamic';
  readonly units: number;
  /** beta's part of what is sellable: the most that the buffer takes */
  readonly most: number;
  /** drift + max(minimum, rate, line), rounded up: what it would take without beta */
  readonly wanted: number;
  readonly drift: number;
  readonly minimum: number;
  /** ⌈μτ + z·√(σ²τ + μ²σ_τ²)⌉ */
  readonly rate: number;
  /** Q_p where no more than `lineGate` is sellable, else 0 */
  readonly line: number;
  readonly lineQuantile: number;
  readonly lineGate: number;
  readonly exposure: Exposure;
  readonly demand: DemandSummary;
}

const SECONDS_PER_HOUR = 3600;

/**
 * b = min(β·S, drift + max(b_min, ⌈μτ + z·√(σ²τ + μ²σ_τ²)⌉, Q_p·1[S ≤ k·Q_p])), drift = z·σ_drift·√days
 * since the last count. Whole units, rounded up; never NaN, never negative, never above S.
 *
 * What remains, S − b, never falls when S rises: the part above β never takes more for more stock, since
 * the gate only closes, and ⌈β·S⌉ of whole units rises by one at most for each unit.
 *
 * @param units whole sellable units
 */
export function dynamicBuffer(
  rule: DynamicBufferRule,
  units: number,
  demand: DemandSummary,
  exposure: Exposure,
): DynamicBuffer {
  const z = amount(rule.z);
  const quantile = lineQuantile(demand.sizes, rule.quantile);
  const lineGate = amount(rule.k) * quantile;
  const drift = z * amount(rule.drift) * Math.sqrt(amount(demand.daysSinceCount));
  const minimum = unitsUp(rule.min);
  const rate = rateUnits(z, amount(rule.sellingHours), demand, exposure);
  const line = units <= lineGate ? quantile : 0;
  const wanted = unitsUp(drift + Math.max(minimum, rate, line));
  const most = portionUp(rule.beta, units);
  return {
    kind: 'dynamic',
    units: Math.min(most, wanted),
    most,
    wanted,
    drift,
    minimum,
    rate,
    line,
    lineQuantile: quantile,
    lineGate,
    exposure,
    demand,
  };
}

function rateUnits(z: number, hours: number, demand: DemandSummary, exposure: Exposure): number {
  const day = Math.max(1, hours) * SECONDS_PER_HOUR;
  const days = exposure.seconds / day;
  const deviation = exposure.deviationSeconds / day;
  const mean = amount(demand.perDay);
  const variance = amount(demand.variance) * days + mean ** 2 * deviation ** 2;
  return unitsUp(mean * days + z * Math.sqrt(variance));
}

const amount = (value: number): number =>
  Number.isNaN(value) ? MOST_UNITS : Math.min(MOST_UNITS, Math.max(0, value));
