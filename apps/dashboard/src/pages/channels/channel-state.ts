import type { ChannelStatus } from '../../../../api/src/channels/channel.schema.js';
import type { Tone } from '../../parts/tone.js';

interface Said {
  readonly tone: Tone;
  readonly word: string;
}

/** In this order: what customers may notice comes first. */
const TROUBLES: readonly (Said & { readonly has: (channel: ChannelStatus) => boolean })[] = [
  { tone: 'bad', word: 'Holds zeros', has: ({ heldZeros }) => heldZeros?.confirmedAt === null },
  { tone: 'bad', word: 'Failing', has: ({ failing }) => failing !== null },
  { tone: 'warn', word: 'Paused', has: ({ paused }) => paused !== null },
  { tone: 'idle', word: 'No listings', has: ({ items }) => items === 0 },
  { tone: 'bad', word: 'No publisher', has: ({ lease }) => lease?.expired ?? true },
];

/** What a channel does now, in a word. */
export function channelState(channel: ChannelStatus): Said {
  const trouble = TROUBLES.find(({ has }) => has(channel));
  if (trouble) return trouble;
  return { tone: 'ok', word: channel.pending > 0 ? 'Publishing' : 'Up to date' };
}
