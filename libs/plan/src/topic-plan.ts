import type { Policy, Settings } from '#config';
import { packFolder } from '#config';
import { notificationTopic, schemaHistoryTopic, signalTopic, topicsOf } from '#contracts';
import { cdcTopics, loadPack } from '#mapping';

export interface TopicPlan {
  readonly topic: string;
  readonly partitions: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** Partitions of every topic that is keyed by item or by source row. */
const PARTITIONS = 4;
const ONE_MONTH_MS = String(30 * 24 * 3_600_000);
const FIVE_YEARS_MS = String(5 * 365 * 24 * 3_600_000);

const KEPT = { 'cleanup.policy': 'delete', 'retention.ms': ONE_MONTH_MS };
/** Witnesses of the ledger; a few bytes in half a minute. */
const ARCHIVED = { 'cleanup.policy': 'delete', 'retention.ms': FIVE_YEARS_MS };
/** Debezium asks this of the shapes of tables, which it reads whole at every start. */
const FOREVER = { 'cleanup.policy': 'delete', 'retention.ms': '-1', 'retention.bytes': '-1' };
const COMPACTED = { 'cleanup.policy': 'compact' };

/** Every topic that the policy's sources and stages need. */
export function planTopics(policy: Policy, { configFile, namespace }: Settings): TopicPlan[] {
  const { stockEvents, claims, availability, publications, ledgerHeads } = topicsOf(namespace);
  const sources = Object.entries(policy.sources).map(([source, { pack, database }]) => ({
    source,
    pack: loadPack(packFolder(pack, configFile)),
    database: database.name,
  }));
  const captured = sources.flatMap(({ source, pack, database }) => [
    ...cdcTopics(pack, source, database, namespace).keys(),
  ]);
  // PostgreSQL's log names the columns of its changes by itself
  const histories = sources
    .filter(({ pack }) => pack.engine !== 'postgresql')
    .map(({ source }) => schemaHistoryTopic(source, namespace));
  return [
    { topic: stockEvents, partitions: PARTITIONS, settings: KEPT },
    // an item is in the same partition of both: as many partitions, the same key
    { topic: claims, partitions: PARTITIONS, settings: KEPT },
    { topic: availability, partitions: PARTITIONS, settings: COMPACTED },
    { topic: publications, partitions: PARTITIONS, settings: KEPT },
    { topic: ledgerHeads, partitions: 1, settings: ARCHIVED },
    ...captured.map((topic) => ({ topic, partitions: PARTITIONS, settings: KEPT })),
    ...histories.map((topic) => ({ topic, partitions: 1, settings: FOREVER })),
    // signals are obeyed in their order, and Debezium reads partition 0 only
    ...Object.keys(policy.sources)
      .flatMap((source) => [signalTopic(source, namespace), notificationTopic(source, namespace)])
      .map((topic) => ({ topic, partitions: 1, settings: KEPT })),
  ];
}
