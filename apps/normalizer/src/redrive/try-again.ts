import { recordAction } from '#storage';
import type { DataSource, EntityManager } from 'typeorm';
import { NORMALIZER } from '../normalize-batches.js';
import type { SourceCatalog } from '../source-catalog.js';

/**
 * Marks what a former version of a source's pack could not read, to be tried again by the one of today.
 *
 * @returns how many messages, by source; none where there is nothing to be tried
 */
export async function tryAgainByNewPacks(
  dataSource: DataSource,
  catalog: SourceCatalog,
): Promise<ReadonlyMap<string, number>> {
  const marked = new Map<string, number>();
  for (const source of catalog.sources) {
    const count = await dataSource.transaction((manager) => mark(manager, catalog, source));
    if (count > 0) marked.set(source, count);
  }
  return marked;
}

async function mark(
  manager: EntityManager,
  catalog: SourceCatalog,
  source: string,
): Promise<number> {
  const topics = catalog.topicsOf(source);
  const [topic = ''] = topics;
  const { version } = catalog.tableOf(topic).pack;
  const [, count] = await manager.query<[unknown[], number]>(
    `UPDATE parked_message SET state = 'redriving'
     WHERE stage = $1 AND state = 'parked' AND topic = ANY ($2::text[]) AND pack_version <> $3`,
    [NORMALIZER, topics, version],
  );
  if (count === 0) return 0;
  await recordAction(manager, {
    actor: NORMALIZER,
    action: 'dlq.redrive',
    subject: source,
    reason: 'the pack has another version',
    details: { messages: count, packVersion: version },
  });
  return count;
}
