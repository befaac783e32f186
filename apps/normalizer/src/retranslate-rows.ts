import type { CdcMessage } from '#mapping';
import type { EntityManager } from 'typeorm';
import type { SourceCatalog } from './source-catalog.js';
import { rowsTranslatedBy } from './source-row.repository.js';
import {
  isMoving,
  translateMessages,
  type TableMessages,
  type TranslatedBatch,
} from './translate-messages.js';
import { takeWaiting } from './waiting.repository.js';

/** Translates what waited for these references, and anew the rows that they had translated before. */
export async function retranslateRows(
  manager: EntityManager,
  catalog: SourceCatalog,
  source: string,
  awaited: readonly string[],
  now: Date,
): Promise<TranslatedBatch> {
  const translated = await rowsTranslatedBy(manager, source, awaited);
  const waited = await takeWaiting(manager, source, awaited);
  const tables: TableMessages[] = [];
  for (const [topic, messages] of byTopic([...waited, ...translated].toSorted(byOffset))) {
    const captured = catalog.tableOf(topic);
    const { table } = captured;
    if (isMoving(table)) tables.push({ captured, table, messages });
  }
  return translateMessages(manager, source, tables, now);
}

/** A row's changes in their own order, so that the newest is remembered. */
const byOffset = (left: CdcMessage, right: CdcMessage): number =>
  left.offset < right.offset ? -1 : 1;

function byTopic(messages: readonly CdcMessage[]): Map<string, CdcMessage[]> {
  const groups = new Map<string, CdcMessage[]>();
  for (const message of messages) {
    const group = groups.get(message.topic) ?? [];
    group.push(message);
    groups.set(message.topic, group);
  }
  return groups;
}
