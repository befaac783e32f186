import { machine, today } from '../../support/machine.js';
import { markdownTable } from '../../support/markdown-table.js';
import type { Percentiles } from '../../support/percentiles.js';
import type { ChannelResult } from './flash-sale.js';

const MOST_REFUSED = 0.01;

const SUMMARY = [
  'channel',
  'allows',
  'calls',
  'beyond a limit',
  '≤ 1 %',
  'longest wait of a zero (bound)',
  'kept',
  'all right after the last change',
];

const LANES = [
  'channel',
  'change',
  'count',
  'handed over p50 s',
  'p95',
  'max',
  'known to be shown p50 s',
  'p95',
  'max',
];

export function tellFlashSale(results: readonly ChannelResult[]): string {
  const summary = results.map(({ channel, market, calls, refused, lanes, settledS }) => {
    const zeros = lanes.find(({ lane }) => lane === 'to_zero')?.handed.max ?? Number.NaN;
    return [
      channel,
      market.allows,
      String(calls),
      `${((100 * refused) / calls).toFixed(2)} %`,
      yes(refused <= MOST_REFUSED * calls),
      `${zeros.toFixed(2)} s (${market.zerosWithinS} s)`,
      yes(zeros <= market.zerosWithinS),
      `${settledS.toFixed(0)} s`,
    ];
  });
  const lanes = results.flatMap(({ channel, lanes: waits }) =>
    waits.map(({ lane, handed, shown }) => [
      channel,
      lane.replaceAll('_', ' '),
      String(handed.count),
      ...seconds(handed),
      ...seconds(shown),
    ]),
  );
  return [
    '`npm run bench:channels -- --only flash`',
    note(),
    markdownTable(SUMMARY, summary),
    markdownTable(LANES, lanes),
  ].join('\n\n');
}

const note = (): string =>
  `${today()}, ${machine()}. 1,000 listings on five pretend marketplaces that throttle as the real ones do; 10 s of 2 sales a second, then 60 s of 20, half of them of one item, each on every channel. The publisher is the real one, with PostgreSQL; marketplaces run in a process of their own. A change that a newer one replaced counts until the newer one was handed over, or known to be shown; a zero counts no longer than there was nothing to sell. Method: \`bench/channels/flash\`.`;

const seconds = ({ p50, p95, max }: Percentiles): string[] =>
  [p50, p95, max].map((value) => (Number.isNaN(value) ? '' : value.toFixed(2)));

const yes = (isKept: boolean): string => (isKept ? 'yes' : 'no');
