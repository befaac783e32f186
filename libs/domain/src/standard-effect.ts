import type { Bucket } from './bucket.js';
import type { Place } from './place.js';
import type { Quantity } from './quantity.js';
import type { Effect } from './stock-event.js';
import type { StockKind } from './stock-kind.js';

/** In what state goods are that come back or leave. */
export const CONDITIONS = ['sellable', 'damaged', 'unknown', 'allocated'] as const;

export type Condition = (typeof CONDITIONS)[number];

export interface Movement {
  readonly kind: StockKind;
  /** how many moved; signed only for adjustments and levels */
  readonly quantity: Quantity;
  readonly location: string;
  /** where a transfer goes to; the same location for everything else */
  readonly destination: string;
  readonly condition: Condition;
}

export interface StandardEffect {
  readonly effect: Effect;
  readonly quantity: Quantity;
  readonly to: Place;
  readonly from: Place | null;
}

const RETURNED_INTO: Readonly<Record<Condition, Bucket>> = {
  sellable: 'available_base',
  damaged: 'damaged',
  unknown: 'quarantine',
  allocated: 'available_base',
};

type Rule = (movement: Movement) => StandardEffect;

const delta =
  (bucket: Bucket, sign: 1n | -1n): Rule =>
  ({ quantity, location }) => ({
    effect: 'delta',
    quantity: sign * quantity,
    to: { location, bucket },
    from: null,
  });

const transition =
  (from: Bucket, to: Bucket): Rule =>
  ({ quantity, location }) => ({
    effect: 'transition',
    quantity,
    to: { location, bucket: to },
    from: { location, bucket: from },
  });

const stated =
  (effect: 'absolute' | 'count' | 'none'): Rule =>
  ({ quantity, location }) => ({
    effect,
    quantity: effect === 'none' ? 0n : quantity,
    to: { location, bucket: 'available_base' },
    from: null,
  });

const RULES: Readonly<Record<StockKind, Rule>> = {
  sale: (sold) => delta(sold.condition === 'allocated' ? 'allocated' : 'available_base', -1n)(sold),
  shrink: delta('available_base', -1n),
  cancellation: delta('available_base', 1n),
  adjustment: delta('available_base', 1n),
  return: (returned) => delta(RETURNED_INTO[returned.condition], 1n)(returned),
  asn: delta('inbound_confirmed', 1n),
  receipt: transition('inbound_confirmed', 'available_base'),
  restock: transition('quarantine', 'available_base'),
  damage: transition('available_base', 'damaged'),
  quarantine: transition('available_base', 'quarantine'),
  transfer_out: ({ quantity, location, destination }) => ({
    effect: 'transition',
    quantity,
    to: { location: destination, bucket: 'in_transit' },
    from: { location, bucket: 'available_base' },
  }),
  transfer_in: ({ destination, ...arrived }) =>
    transition('in_transit', 'available_base')({ ...arrived, location: destination, destination }),
  cycle_count: stated('count'),
  level: stated('absolute'),
  heartbeat: stated('none'),
};

/**
 * What a movement of this kind does to stock, in one vocabulary for all sources. Everything that only
 * changes its state or place is a transition, so that no unit is made or lost on the way.
 */
export const standardEffect = (movement: Movement): StandardEffect =>
  RULES[movement.kind](movement);
