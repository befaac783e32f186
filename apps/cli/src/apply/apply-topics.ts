import type { Policy, Settings } from '#config';
import { packFolder } from '#config';
import { notificationTopic, signalTopic, topicsOf } from '#contracts';
import { cdcTopics, loadPack } from '#mapping';
import { createKafka } from '#messaging';
import type { Admin } from 'kafkajs';
import { CommandError } from '../command.js';

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

/**
 * Creates what is missing and leaves the rest alone.
 *
 * @returns the topics created
 * @throws CommandError naming a topic that has other partitions than planned: keys would change places
 */
export async function applyTopics(
  settings: Settings,
  plan: readonly TopicPlan[],
): Promise<readonly string[]> {
  const admin = createKafka(settings.kafkaBrokers, 'shelfwire-apply').admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    await checkPartitions(
      admin,
      plan.filter(({ topic }) => existing.has(topic)),
    );
    const missing = plan.filter(({ topic }) => !existing.has(topic));
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ topic, partitions, settings: entries }) => ({
        topic,
        numPartitions: partitions,
        configEntries: Object.entries(entries).map(([name, value]) => ({ name, value })),
      })),
    });
    return missing.map(({ topic }) => topic);
  } finally {
    await admin.disconnect();
  }
}

async function checkPartitions(admin: Admin, planned: readonly TopicPlan[]): Promise<void> {
  if (planned.length === 0) return;
  const { topics } = await admin.fetchTopicMetadata({ topics: planned.map(({ topic }) => topic) });
  for (const { topic, partitions } of planned) {
    const actual = topics.find(({ name }) => name === topic)?.partitions.length ?? 0;
    if (actual === partitions) continue;
    throw new CommandError(
      `topic ${topic} has ${actual} partitions, expected ${partitions}: items would change places. Delete the topic if it is empty, or use another SHELFWIRE_NAMESPACE.`,
    );
  }
}
