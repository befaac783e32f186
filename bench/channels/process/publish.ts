import { createConnector } from '#channels';
import { createDataSource } from '#storage';
import { createPublisher } from '../../../apps/publisher/src/create-publisher.js';
import { PublicationLog } from '../../../apps/publisher/src/telemetry/publication-log.js';
import type { FromPublisher, PublisherSetting, ToPublisher } from './words.js';

/** A publisher in a process of its own, at a marketplace without limits; what it announces goes nowhere. */
const setting = JSON.parse(process.argv[2] ?? '{}') as PublisherSetting;
const tell = (words: FromPublisher): void => void process.send?.(words);
const dataSource = await createDataSource(setting.databaseUrl, 'bench').initialize();
const rules = {
  unlisted: 'publish',
  leadTimeDays: null,
  massZero: null,
  listEveryMs: null,
  pool: [],
} as const;
const accounts = setting.channels.map((channel) => {
  const endpoint = { url: setting.marketUrl, account: channel, token: 'bench' };
  const connector = createConnector({ connector: 'sandbox', endpoint, rowsPerCall: 50 });
  return [channel, { connector, limits: [], rules }] as const;
});
const publisher = createPublisher(new Map(accounts), {
  dataSource,
  log: new PublicationLog({ send: () => Promise.resolve() }, 'publications'),
  telemetry: {
    answered: ({ length: rows }) => tell({ kind: 'answered', rows, atMs: Date.now() }),
    throttleWaited: () => undefined,
    taken: () => undefined,
    oldestWaiting: () => undefined,
    trouble: (channel, kind, reason) => console.log(channel, kind, reason),
    leaseTaken: () => undefined,
  },
});

process.on('message', (words: ToPublisher) => {
  if (words.kind === 'offer') return publisher.offer(words.item);
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  tell({ kind: 'weight', resident: rss, heap: heapUsed });
});
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => void publisher.stop().finally(() => process.exit()));
await publisher.start();
tell({ kind: 'started' });
