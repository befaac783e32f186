import { ago } from '../terminal/ages.js';
import type { Branch } from '../terminal/tree.js';
import type { ExplainAnswer } from './explain-answer.js';

type Channel = ExplainAnswer['channels'][number];

/** One channel: what it shows, what it should show, and why. */
export function channelBranch(channel: Channel, now: string): Branch {
  const { acknowledged, desired } = channel;
  const shown = acknowledged ? `shows ${acknowledged.quantity}` : 'shows nothing from us yet';
  const wanted =
    desired && desired.quantity !== acknowledged?.quantity
      ? `, should show ${desired.quantity}`
      : '';
  const since = acknowledged ? `, since ${ago(acknowledged.at, now)}` : '';
  return {
    text: `${channel.channel} ${shown}${wanted} (${channel.state}${since})`,
    children: [...wayOf(channel, now), ...formulaOf(channel)].map((text) => ({ text })),
  };
}

function wayOf({ desired, sent, acknowledged, rejected }: Channel, now: string): string[] {
  const step = (name: string, at: Channel['sent']) =>
    at ? [`${name} ${at.quantity} as version ${at.version}, ${ago(at.at, now)}`] : [];
  const refused = rejected ? [`rejected: ${rejected.code}${reasonOf(rejected.reason)}`] : [];
  return [
    ...step('desired', desired),
    ...step('sent', sent),
    ...step('acknowledged', acknowledged),
    ...refused,
  ];
}

const reasonOf = (reason: string | null): string => (reason === null ? '' : ` (${reason})`);

function formulaOf({ formula, check }: Channel): string[] {
  const lines = [formula ? formula.text : 'the policy of the API names no such channel'];
  if (check.agrees) return [...lines, `recomputed now: ${check.recomputed ?? '-'}, the same`];
  const note = check.note === null ? '' : `: ${check.note}`;
  return [
    ...lines,
    `RECOMPUTED NOW: ${check.recomputed ?? '-'}, stored ${check.stored ?? '-'}${note}`,
  ];
}
