import { describe, expect, it } from 'vitest';
import type { ChannelStatus } from '../../../../api/src/channels/channel.schema.js';
import { channelState } from './channel-state.js';
import { controlsOf } from './controls.js';

const CHANNEL = {
  items: 4,
  pending: 0,
  heldZeros: null,
  paused: null,
  failing: null,
  lease: { expired: false },
} as ChannelStatus;
const AT = '2026-01-05T09:00:00.000Z';
const zeros = (confirmedAt: string | null) =>
  ({ held: 39, confirmedAt }) as NonNullable<ChannelStatus['heldZeros']>;
const PAUSED = { since: AT, because: 'stock-take' };
const FAILING = { since: AT, failures: 3, nextTryAt: AT };

describe('channelState', () => {
  it.each<[string, Partial<ChannelStatus>]>([
    ['Up to date', {}],
    ['Publishing', { pending: 2 }],
    ['Holds zeros', { heldZeros: zeros(null), paused: PAUSED, failing: FAILING }],
    ['Failing', { failing: FAILING, paused: PAUSED }],
    ['Paused', { paused: PAUSED, heldZeros: zeros(AT) }],
    ['No publisher', { lease: null }],
    ['No listings', { items: 0, lease: null }],
  ])('%s', (word, part) => {
    expect(channelState({ ...CHANNEL, ...part }).word).toBe(word);
  });
});

describe('controlsOf', () => {
  const verbs = (part: Partial<ChannelStatus>) =>
    controlsOf({ ...CHANNEL, ...part }).map(({ verb }) => verb);

  it('offers to let zeros go only while they are held', () => {
    expect(verbs({ heldZeros: zeros(null) })).toEqual(['confirm', 'pause', 'list', 'push']);
    expect(verbs({ heldZeros: zeros(AT) })).toEqual(['pause', 'list', 'push']);
  });

  it('offers to resume what is paused', () => {
    expect(verbs({ paused: PAUSED })).toEqual(['resume', 'list', 'push']);
  });
});
