import { expect, it } from 'vitest';
import { channelBranch } from './draw-channel.js';
import type { ExplainAnswer } from './explain-answer.js';

type Channel = ExplainAnswer['channels'][number];
type Offer = NonNullable<Channel['sent']>['offer'];

const NOW = '2026-11-27T08:00:10Z';
const at = (version: number, quantity: number, offer: Offer) => ({
  quantity,
  version,
  at: '2026-11-27T08:00:00Z',
  offer,
});
const channel: Channel = {
  channel: 'bazaar',
  desired: at(9, 0, { status: 'BackOrder', availableFrom: '2027-04-01' }),
  sent: at(9, 0, { status: 'BackOrder', availableFrom: '2027-03-01' }),
  acknowledged: at(8, 2, { status: 'LimitedAvailability', availableFrom: null }),
  rejected: null,
  state: 'unclear',
  waiting: null,
  steps: [],
  formula: null,
  check: { stored: 0, recomputed: 0, agrees: true, note: null },
};
const lines = (changes: Partial<Channel>) =>
  channelBranch({ ...channel, ...changes }, NOW).children?.map(({ text }) => text) ?? [];

it('tells which offer is wanted, was sent and acknowledged', () => {
  expect(lines({}).slice(0, 3)).toEqual([
    expect.stringMatching(/^desired 0 \(BackOrder from 2027-04-01\) as version 9, /),
    expect.stringMatching(/^sent 0 \(BackOrder from 2027-03-01\) as version 9, /),
    expect.stringMatching(/^acknowledged 2 \(LimitedAvailability\) as version 8, /),
  ]);
});

it.each([
  [0, null],
  [0, { status: 'OutOfStock', availableFrom: null }],
  [4, { status: 'InStock', availableFrom: null }],
] as const)('tells no offer where %i says as much as %j', (quantity, offer) => {
  expect(lines({ sent: at(9, quantity, offer) })[1]).toMatch(
    new RegExp(`^sent ${quantity} as version 9, `),
  );
});
