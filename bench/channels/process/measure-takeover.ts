import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from '../../../test/support/database.js';
import { percentiles, type Percentiles } from '../../support/percentiles.js';
import { withPlainMarket } from '../throughput/with-plain-market.js';
import { PublisherProcess } from './publisher-process.js';
import { storeAtRest } from './store-at-rest.js';

const LISTINGS = 10_000;
const TURNS = 8;
const CHANGE_EVERY_MS = 20;
const SKU = 'SKU-0000000';

export interface TakeoverResult {
  /** seconds from the end of the owner to the first answer that the next one got */
  readonly killed: Percentiles;
  readonly stopped: Percentiles;
}

/** Two publishers and one channel, whose owner is killed, or asked to stop, while a number keeps changing. */
export async function measureTakeover(database: TestDatabase): Promise<TakeoverResult> {
  const channels = await storeAtRest(database.dataSource, LISTINGS, 1);
  return withPlainMarket(0, async (marketUrl) => {
    const start = () => PublisherProcess.start({ databaseUrl: database.url, marketUrl, channels });
    let owner = await start();
    const waits = { SIGKILL: [] as number[], SIGTERM: [] as number[] };
    let version = 1;
    for (let turn = 0; turn < TURNS; turn += 1) {
      const next = await start();
      const change = () => {
        version += 1;
        const numbers = Object.fromEntries(channels.map((channel) => [channel, version % 1_000]));
        const recordedAt = new Date().toISOString();
        for (const publisher of [owner, next]) {
          publisher.say({
            kind: 'offer',
            item: { sku: SKU, version, channels: numbers, recordedAt },
          });
        }
      };
      const changing = setInterval(change, CHANGE_EVERY_MS);
      // Turns end at different moments between two renewals of the lease.
      await sleep(1_500 + 370 * turn);
      const answered = next.hear('answered');
      const signal = turn % 2 === 0 ? 'SIGKILL' : 'SIGTERM';
      const killedAtMs = Date.now();
      await owner.stop(signal);
      const { atMs } = await answered;
      clearInterval(changing);
      waits[signal].push((atMs - killedAtMs) / 1000);
      console.log(`${signal}: the next owner had an answer after ${waits[signal].at(-1)} s`);
      owner = next;
    }
    await owner.stop('SIGTERM');
    return { killed: percentiles(waits.SIGKILL), stopped: percentiles(waits.SIGTERM) };
  });
}
