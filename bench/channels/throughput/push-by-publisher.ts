import { createConnector } from '#channels';
import { PublicationLog } from '../../../apps/publisher/src/telemetry/publication-log.js';
import { createPublisher } from '../../../apps/publisher/src/create-publisher.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { RecordProducer } from '#messaging';
import type { DataSource } from 'typeorm';
import type { Kafka } from 'kafkajs';

const CHANNEL = 'bench';

/** The publisher from a start with everything to be told to the last answer recorded: rows a second. */
export async function pushByPublisher(
  url: string,
  rows: number,
  rowsPerCall: number,
  { dataSource, kafka, topic }: { dataSource: DataSource; kafka: Kafka; topic: string },
): Promise<number> {
  const connector = createConnector({
    connector: 'sandbox',
    endpoint: { url, account: CHANNEL, token: 'bench' },
    rowsPerCall,
  });
  const rules = {
    unlisted: 'publish',
    leadTimeDays: null,
    massZero: null,
    listEveryMs: null,
    pool: [],
  } as const;
  let firstMs: number | undefined;
  let answered = 0;
  const producer = new RecordProducer(kafka);
  const publisher = createPublisher(new Map([[CHANNEL, { connector, limits: [], rules }]]), {
    dataSource,
    log: new PublicationLog(producer, topic),
    telemetry: {
      answered: (publications) => {
        firstMs ??= Math.min(...publications.map(({ sentAt }) => Date.parse(sentAt)));
        answered += publications.length;
      },
      throttleWaited: () => undefined,
      taken: () => undefined,
      oldestWaiting: () => undefined,
      trouble: (channel, kind, reason) => console.log(channel, kind, reason),
      leaseTaken: () => undefined,
    },
  });
  await publisher.start();
  while (answered < rows) await sleep(5);
  const seconds = (Date.now() - (firstMs ?? Number.NaN)) / 1000;
  await publisher.stop();
  await connector.close();
  await producer.onApplicationShutdown();
  const [stored] = await dataSource.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM publication WHERE acknowledged_quantity = 40',
  );
  if (stored?.count !== rows) throw new Error(`${stored?.count} of ${rows} rows are acknowledged`);
  return rows / seconds;
}
