import { serveFake } from '../../../apps/sandbox/src/fake/serve-fake.js';
import { MARKETS } from './markets.js';
import type { FromMarkets, ToMarkets } from './market-words.js';

/** The pretend marketplaces, in a process of their own. */
const open = Object.entries(MARKETS).map(([name, { open: make }]) => ({ name, market: make() }));
const urls: Record<string, string> = {};
for (const { name, market } of open) urls[name] = (await serveFake(market)).url;

const tell = (words: FromMarkets): void => void process.send?.(words);

process.on('message', (words: ToMarkets) => {
  if (words.kind === 'seed') {
    for (const { market } of open) market.seed(words.listings);
    tell({ kind: 'seeded' });
    return;
  }
  const markets = open.map(({ name, market }) => {
    const shown = Object.fromEntries(market.shown());
    const refused = market.calls.filter(({ status }) => status === 429).length;
    return [name, { calls: market.calls.length, refused, shown }] as const;
  });
  tell({ kind: 'told', markets: Object.fromEntries(markets) });
});
process.on('disconnect', () => process.exit());
tell({ kind: 'ready', urls });
