import type { Policy } from '#config';
import { channelPolicy, shopPolicy } from '../policies.js';

/** How much has happened. */
export interface WorldSize {
  readonly items: number;
  readonly lines: number;
  /** items that take many lines each, as those that everybody buys */
  readonly hotItems: number;
  readonly linesOfHot: number;
}

/** When the first line was applied, and how long all of them took, milliseconds. */
export const STARTED_MS = Date.parse('2026-08-01T06:00:00.000Z');
export const LASTED_MS = 90 * 86_400_000;

/** The policy of the first half of the time, and the one that has held since. */
export const POLICIES: readonly [Policy, Policy] = [
  policyOf('aaaaaaaaaaaa', { buffer: 1, keep: 2 }),
  policyOf('bbbbbbbbbbbb', { buffer: 3, keep: 0 }),
];

interface Care {
  readonly buffer: number;
  /** units that Leeds keeps for who walks in */
  readonly keep: number;
}

const CARE: readonly [Care, Care] = [
  { buffer: 1, keep: 2 },
  { buffer: 3, keep: 0 },
];

function policyOf(policyVersion: string, { buffer, keep }: Care): Policy {
  return {
    ...shopPolicy(),
    channels: {
      bazaar: channelPolicy({ buffer, protect: { leeds: keep } }),
      emporium: channelPolicy({ pool: ['depot'], mode: 'partitioned', weight: 0.6, cap: 40 }),
    },
    policyVersion,
  };
}

/** One item as the world has it. */
export interface Stock {
  leeds: number;
  depot: number;
  claimed: number;
  version: number;
  /** of its newest line */
  half: 0 | 1;
  appliedMs: number;
}

/** Items whose shoppers hold some of Leeds' units, since the newer policy holds. */
export const CLAIMED_ITEMS = 50;
export const CLAIMED_UNITS = 2;
export const MIDDLE_MS = STARTED_MS + LASTED_MS / 2;

/** What the channels show of it, by simple arithmetic. */
export function numbersOf({ leeds, depot, claimed, half }: Stock) {
  const { buffer, keep } = CARE[half];
  const atLeeds = Math.max(0, Math.max(0, leeds - claimed) - keep - buffer);
  const bazaar = atLeeds + Math.max(0, depot - buffer);
  return { bazaar, emporium: Math.min(40, Math.floor((depot * 6) / 10)) };
}

export const skuOf = (item: number): string => `SKU-${String(item).padStart(6, '0')}`;
