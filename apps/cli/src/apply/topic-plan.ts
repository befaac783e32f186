import type { Policy, Settings } from '#config';
import { packFolder } from '#config';
import { notificationTopic, signalTopic, topicsOf } from '#contracts';
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
const COMPACTED = { 'cleanup.policy': 'compact' };

/** Every topic that the policy's sources and stages need. */
export function planTopics(policy: Policy, { configFile, namespace }: Settings): TopicPlan[] {
  const { stockEvents, claims, availability, publications, ledgerHeads } = topicsOf(namespace);
  const captured = Object.entries(policy.sources).flatMap(([source, { pack, database }]) => [
    ...cdcTopics(loadPack(packFolder(pack, configFile)), source, database.name, namespace).keys(),
  ]);
  return [
    { topic: stockEvents, partitions: PARTITIONS, settings: KEPT },
    // an item is in the same partition of both: as many partitions, the same key
    { topic: claims, partitions: PARTITIONS, settings: KEPT },
    { topic: availability, partitions: PARTITIONS, settings: COMPACTED },
    { topic: publications, partitions: PARTITIONS, settings: KEPT },
    { topic: ledgerHeads, partitions: 1, settings: ARCHIVED },
    ...captured.map((topic) => ({ topic, partitions: PARTITIONS, settings: KEPT })),
    // signals are obeyed in their order, and Debezium reads partition 0 only
    ...Object.keys(policy.sources)
      .flatMap((source) => [signalTopic(source, namespace), notificationTopic(source, namespace)])
      .map((topic) => ({ topic, partitions: 1, settings: KEPT })),
  ];
}
