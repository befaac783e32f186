import { ago } from '../terminal/ages.js';
import { drawTree } from '../terminal/tree.js';
import { channelBranch } from './draw-channel.js';
import { madeBranch } from './draw-made.js';
import { positionBranch } from './draw-position.js';
import type { ExplainAnswer } from './explain-answer.js';

/** From the numbers on the channels back to positions, source rows and ledger lines. */
export function drawExplain(answer: ExplainAnswer): string[] {
  const {
    sku,
    item,
    at,
    moment,
    channels,
    listings,
    positions,
    contributions,
    contributionsTotal,
    newest,
  } = answer;
  const shortened =
    contributionsTotal > contributions.length
      ? [`Shown: the ${contributions.length} largest of ${contributionsTotal} contributing rows.`]
      : [];
  return [
    item
      ? `${sku} · version ${item.version} · policy ${item.policyVersion} · newest change ${ago(item.recordedAt, at)}${moment === 'past' ? ` · as of ${at}` : ''}`
      : `${sku} · no item, a listing`,
    ...(newest ? [`Newest: ${newest.text}`] : []),
    ...channels.flatMap((channel) => ['', ...drawTree(channelBranch(channel, at))]),
    ...listings.flatMap((listing) => ['', ...drawTree(madeBranch(listing, at))]),
    ...claimsLines(answer),
    ...positions.flatMap((position) => ['', ...drawTree(positionBranch(position, answer))]),
    ...shortened,
  ];
}

/** Who holds units, for what order. */
function claimsLines({ claims, at }: ExplainAnswer): string[] {
  if (claims.length === 0) return [];
  const children = claims.map(({ claim, kind, channel, location, units, order, createdAt }) => {
    const whose = order ? ` for ${order.type} ${order.id}` : '';
    return {
      text: `${units} at ${location} by ${kind} ${claim} of ${channel}${whose}, ${ago(createdAt, at)}`,
    };
  });
  return ['', ...drawTree({ text: 'claimed', children })];
}
