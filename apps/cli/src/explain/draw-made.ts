import type { Branch } from '../terminal/tree.js';
import { checkText, stateText, wayOf } from './draw-channel.js';
import type { ExplainAnswer } from './explain-answer.js';

type Made = ExplainAnswer['listings'][number];

/** A listing that is made of items: what it takes of each, what each would give, and the least of them. */
export function madeBranch(listing: Made, now: string): Branch {
  const { channel, check, desired, parts, sku } = listing;
  if (parts.length === 0)
    return { text: `${channel} does not list ${sku}: it is mapped to nothing` };
  const least = desired && parts.length > 1 ? [`the least of them: ${desired.quantity}`] : [];
  return {
    text: `${channel} lists ${sku}, which ${stateText(listing)}`,
    children: [
      ...parts.map(partText),
      ...least,
      ...wayOf(listing, now),
      ...(check ? [checkText(check)] : []),
    ].map((text) => ({ text })),
  };
}

function partText({ gives, item, quantity, units }: Made['parts'][number]): string {
  const taken = `takes ${units} of ${item}`;
  if (quantity === null) return `${taken}, which has no number for the channel yet`;
  return `${taken}, of which there are ${quantity}: gives ${gives}`;
}
