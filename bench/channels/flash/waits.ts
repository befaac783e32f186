import { urgencyOf, URGENCIES, type Urgency } from '#channels';
import type { PublicationV1 } from '#contracts';
import { percentiles, type Percentiles } from '../../support/percentiles.js';
import type { Change } from './sale.js';

/** A number that a channel was to show from some time on. */
export interface Wanted extends Change {
  readonly version: number;
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
 * @param published of one channel
 * @throws Error when a change was never answered
 */
export function waitsByLane(
  before: ReadonlyMap<string, number>,
  wanted: readonly Wanted[],
  published: readonly PublicationV1[],
): LaneWaits[] {
  const lanes = new Map(
    URGENCIES.map((lane) => [lane, { handed: [] as number[], shown: [] as number[] }]),
  );
  const answers = new Map<string, PublicationV1[]>();
  for (const answer of published) {
    answers.set(answer.sku, [...(answers.get(answer.sku) ?? []), answer]);
  }
  const last = new Map(before);
  for (const { sku, quantity, version, atMs } of wanted) {
    const answer = answers.get(sku)?.find((given) => given.version >= version);
    if (!answer) throw new Error(`${sku} at version ${version} was never answered`);
    const waits = lanes.get(urgencyOf(last.get(sku) ?? null, quantity));
    last.set(sku, quantity);
    const untilMs = quantity === 0 ? endOfZero(wanted, version, sku) : Number.POSITIVE_INFINITY;
    waits?.handed.push((Math.min(Date.parse(answer.sentAt), untilMs) - atMs) / 1000);
    waits?.shown.push((Math.min(Date.parse(answer.answeredAt), untilMs) - atMs) / 1000);
  }
  return [...lanes].map(([lane, { handed, shown }]) => ({
    lane,
    handed: percentiles(handed.map(atLeastZero)),
    shown: percentiles(shown),
  }));
}

const endOfZero = (wanted: readonly Wanted[], version: number, sku: string): number =>
  wanted.find((later) => later.sku === sku && later.version > version && later.quantity > 0)
    ?.atMs ?? Number.POSITIVE_INFINITY;

/** Announced and written down are two moments of the same millisecond or so. */
const atLeastZero = (seconds: number): number => Math.max(0, seconds);
