import type { ChannelStatus } from '../../../../api/src/channels/channel.schema.js';
import type { Tone } from '../../parts/tone.js';

/** What a channel does now, in a word; what customers may notice comes first. */
export function channelState(channel: ChannelStatus): {
  readonly tone: Tone;
  readonly word: string;
} {
  const { heldZeros, paused, failing, lease, items, pending } = channel;
  if (heldZeros && !heldZeros.confirmedAt) return { tone: 'bad', word: 'Holds zeros' };
  if (failing) return { tone: 'bad', word: 'Failing' };
  if (paused) return { tone: 'warn', word: 'Paused' };
  if (items > 0 && (lease?.expired ?? true)) return { tone: 'bad', word: 'No publisher' };
  if (items === 0) return { tone: 'idle', word: 'No listings' };
  return pending > 0 ? { tone: 'ok', word: 'Publishing' } : { tone: 'ok', word: 'Up to date' };
}
