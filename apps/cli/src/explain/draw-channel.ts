import { ago } from '../terminal/ages.js';
import type { Branch } from '../terminal/tree.js';
import type { ExplainAnswer } from './explain-answer.js';

type Channel = ExplainAnswer['channels'][number];
type Listing = Pick<Channel, 'acknowledged' | 'desired' | 'rejected' | 'sent' | 'state'>;

/** One channel: what it shows, what it should show, and why. */
export function channelBranch(channel: Channel, now: string): Branch {
  return {
    text: `${channel.channel} ${stateText(channel)}`,
    children: [
      ...wayOf(channel, now).map((text) => ({ text })),
      ...waitingLines(channel, now).map((text) => ({ text })),
      ...stepsBranch(channel, now),
      formulaBranch(channel),
      { text: checkText(channel.check) },
    ],
  };
}

/** What a listing shows, and what it should show where that is something else. */
export function stateText({ acknowledged, desired, state }: Listing): string {
  if (state === 'unlisted') return 'is not told it under this sku (unlisted)';
  const shown = acknowledged ? `shows ${acknowledged.quantity}` : 'shows nothing from us yet';
  const wanted =
    desired && desired.quantity !== acknowledged?.quantity
      ? `, should show ${desired.quantity}`
      : '';
  return `${shown}${wanted} (${state})`;
}

/** From the number that is wanted to what the channel said of it. */
export function wayOf({ desired, sent, acknowledged, rejected }: Listing, now: string): string[] {
  const step = (name: string, at: Channel['sent']) =>
    at ? [`${name} ${at.quantity}${saidOf(at)} as version ${at.version}, ${ago(at.at, now)}`] : [];
  const refused = rejected ? [`rejected: ${rejected.code}${reasonOf(rejected.reason)}`] : [];
  return [
    ...step('desired', desired),
    ...step('sent', sent),
    ...step('acknowledged', acknowledged),
    ...refused,
  ];
}

/** What was said beside the number, where that does not say as much. */
function saidOf({ quantity, offer }: NonNullable<Channel['sent']>): string {
  if (!offer || offer.status === (quantity > 0 ? 'InStock' : 'OutOfStock')) return '';
  return offer.availableFrom === null
    ? ` (${offer.status})`
    : ` (${offer.status} from ${offer.availableFrom})`;
}

function waitingLines({ waiting }: Channel, now: string): string[] {
  if (!waiting) return [];
  const since = waiting.since === null ? '' : `, since ${ago(waiting.since, now)}`;
  const until = waiting.until === null ? '' : `, next try at ${waiting.until}`;
  return [`waits for ${waiting.for}: ${waiting.text}${since}${until}`];
}

/** More than these tell no more of the newest number. */
const MOST_STEPS = 6;

function stepsBranch({ steps }: Channel, now: string): Branch[] {
  if (steps.length === 0) return [];
  const children = steps.slice(0, MOST_STEPS).map(({ at, step, version, quantity, ...why }) => {
    const said = [why.code, why.reason].filter((part) => part !== null).join(' ');
    const because = said === '' ? '' : `: ${said}`;
    return {
      text: `${ago(at, now)}: ${step.replaceAll('_', ' ')} ${quantity} as version ${version}${because}`,
    };
  });
  return [{ text: 'published, newest first', children }];
}

const reasonOf = (reason: string | null): string => (reason === null ? '' : ` (${reason})`);

const PLAIN = new Set(['InStock', 'OutOfStock']);

function formulaBranch({ formula }: Channel): Branch {
  if (!formula) return { text: 'no formula, the next line says why' };
  return {
    text: 'formula',
    children: [...formula.text.split('; '), ...offerLines(formula.offer)].map((text) => ({ text })),
  };
}

type Offer = NonNullable<Channel['formula']>['offer'];

/** What is said beside the number; nothing when that says all. */
function offerLines(offer: Offer): string[] {
  if (!offer) return [];
  const { status, pickup, preorder } = offer;
  if (PLAIN.has(status) && pickup.length === 0 && !preorder) return [];
  const stores = pickup.length === 0 ? '' : `, pickup in ${pickup.join(', ')}`;
  const ahead = preorder ? `, ${preorder.units} ahead from ${preorder.availableFrom}` : '';
  return [`offer ${status}${stores}${ahead}`];
}

export function checkText(check: Channel['check']): string {
  if (check.agrees) return `recomputed now: ${check.recomputed ?? '-'}, the same`;
  const note = check.note === null ? '' : `: ${check.note}`;
  return `RECOMPUTED NOW: ${check.recomputed ?? '-'}, stored ${check.stored ?? '-'}${note}`;
}
