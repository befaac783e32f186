import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from '../../../test/support/database.js';
import { withPlainMarket } from '../throughput/with-plain-market.js';
import { PublisherProcess } from './publisher-process.js';
import { storeAtRest } from './store-at-rest.js';

const CHANNELS = 10;
const LOOK_MS = 5_000;
/** It has read everything when it grows no more. */
const STEADY_SHARE = 0.005;

export interface MemoryResult {
  readonly items: number;
  readonly channels: number;
  /** bytes, after a garbage collection */
  readonly resident: number;
  readonly heap: number;
  /** of a publisher without listings */
  readonly emptyHeap: number;
  /** seconds from its start until it grew no more */
  readonly seconds: number;
}

/** What a publisher of ten accounts takes once it knows all of their listings. */
export async function measureMemory(database: TestDatabase, items: number): Promise<MemoryResult> {
  return withPlainMarket(0, async (marketUrl) => {
    const { url: databaseUrl } = database;
    const empty = await PublisherProcess.start({ databaseUrl, marketUrl, channels: [] });
    const { heap: emptyHeap } = await weigh(empty);
    await empty.stop('SIGTERM');
    const channels = await storeAtRest(database.dataSource, items, CHANNELS);
    await database.dataSource.query('VACUUM ANALYZE item, publication');
    const startedMs = performance.now();
    const publisher = await PublisherProcess.start({ databaseUrl, marketUrl, channels });
    let before = 0;
    let weight = await weigh(publisher);
    while (weight.heap < emptyHeap * 2 || weight.heap - before > weight.heap * STEADY_SHARE) {
      before = weight.heap;
      await sleep(LOOK_MS);
      weight = await weigh(publisher);
      console.log(`${Math.round(weight.heap / 2 ** 20)} MiB …`);
    }
    const seconds = (performance.now() - startedMs) / 1000;
    await publisher.stop('SIGTERM');
    const { heap, resident } = weight;
    return { items, channels: CHANNELS, heap, resident, emptyHeap, seconds };
  });
}

function weigh(publisher: PublisherProcess) {
  const weight = publisher.hear('weight');
  publisher.say({ kind: 'weigh' });
  return weight;
}
