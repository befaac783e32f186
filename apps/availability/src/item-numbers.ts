import type { AvailabilityV1 } from '#contracts';
import type { ChannelNumbers } from './channel-numbers.js';

/** An item's newest numbers, as stored and as announced. */
export interface ItemNumbers {
  readonly partition: number;
  readonly sku: string;
  readonly version: bigint;
  readonly channels: ChannelNumbers;
  readonly policyVersion: string;
  /** input offset of the newest event that led to them */
  readonly lastOffset: bigint;
  readonly recordedAt: string;
  readonly appliedAt: string;
}

export const toAvailability = (item: ItemNumbers): AvailabilityV1 => ({
  sku: item.sku,
  version: Number(item.version),
  channels: { ...item.channels },
  recordedAt: item.recordedAt,
  appliedAt: item.appliedAt,
  policyVersion: item.policyVersion,
});
