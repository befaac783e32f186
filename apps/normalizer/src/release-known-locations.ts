import { encodeStockEvent, type Topics } from '#contracts';
import { placesOf, type Clock, type Policy } from '#config';
import { awaitedLocation } from '#mapping';
import { parkMessages, type RecordProducer } from '#messaging';
import type { DataSource } from 'typeorm';
import { NORMALIZER } from './normalize-batches.js';
import { retranslateRows } from './retranslate-rows.js';
import type { SourceCatalog } from './source-catalog.js';

/** Translates changes that waited for a location which the policy names by now. */
export async function releaseKnownLocations(
  dataSource: DataSource,
  producer: RecordProducer,
  catalog: SourceCatalog,
  policy: Policy,
  topics: Topics,
  clock: Clock,
): Promise<void> {
  for (const source of Object.keys(policy.sources)) {
    const names = [...placesOf(policy, source).keys()].map(awaitedLocation);
    await dataSource.transaction(async (manager) => {
      await catalog.epochs.read(manager);
      const translated = await retranslateRows(manager, catalog, source, names, clock());
      const { events, poisons } = translated;
      await parkMessages(manager, NORMALIZER, poisons);
      const records = events.map(({ id, event }) => encodeStockEvent(id, event));
      await producer.send(topics.stockEvents, records);
    });
  }
}
