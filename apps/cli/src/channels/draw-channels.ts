import { ago, spanOr } from '../terminal/ages.js';
import { table } from '../terminal/table.js';
import type { ChannelAnswer } from './channel-answer.js';

const NONE = '-';

/** @param at UTC ISO 8601, what ages are counted to */
export const drawChannels = (channels: readonly ChannelAnswer[], at: string): string[] => [
  ...table(
    ['CHANNEL', 'CONNECTOR', 'STATE', 'LISTINGS', 'SHOWN', 'PENDING', 'REJECTED', 'WAITS', 'READ'],
    channels.map((channel) => [
      channel.channel,
      channel.connector,
      stateOf(channel),
      String(channel.items),
      String(channel.acknowledged),
      String(channel.pending),
      String(channel.rejected),
      spanOr(channel.oldestUnacknowledgedAgeSeconds, NONE),
      channel.listedAt === null ? 'never' : ago(channel.listedAt, at),
    ]),
  ),
  ...channels.flatMap((channel) => notes(channel, at)),
];

function stateOf({ failing, heldZeros, paused }: ChannelAnswer): string {
  if (paused) return 'PAUSED';
  if (failing) return 'FAILING';
  return heldZeros && heldZeros.confirmedAt === null ? 'HOLDS ZEROS' : 'publishing';
}

function notes({ channel, failing, heldZeros, paused }: ChannelAnswer, at: string): string[] {
  const lines: string[] = [];
  if (failing) {
    const { failures, nextTryAt, since } = failing;
    const next = nextTryAt === null ? 'not before it is resumed' : nextTryAt;
    lines.push(
      '',
      `${channel} does not answer as it should: ${failures} calls in a row, the first ${ago(since, at)}; the next one: ${next}`,
    );
  }
  if (paused) lines.push('', `${channel} is paused, ${ago(paused.since, at)}: ${paused.because}`);
  if (heldZeros && heldZeros.confirmedAt === null) {
    const { cause, held, samples, showing, since } = heldZeros;
    lines.push(
      '',
      `${channel} holds ${held} of ${showing} listings back from zero, ${ago(since, at)}: ${cause}.`,
      `  such as ${samples.join(', ')}`,
      `  If that is true: shelfwire channels confirm ${channel}`,
    );
  }
  return lines;
}
