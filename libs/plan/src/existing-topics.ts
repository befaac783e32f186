import type { Settings } from '#config';
import { createKafka } from '#messaging';
import type { Admin } from 'kafkajs';
import type { TopicPlan } from './topic-plan.js';

export interface ExistingTopic {
  readonly partitions: number;
  /** every setting as it is in force, defaults included */
  readonly settings: Readonly<Record<string, string>>;
  /** the settings that are the topic's own */
  readonly own: Readonly<Record<string, string>>;
}

/** 2: a topic, in the protocol of Kafka. */
export const TOPIC_RESOURCE = 2;
/** 1: set for this topic alone. */
const OF_THE_TOPIC = 1;
const RETENTION = new Set(['retention.ms', 'retention.bytes']);
const FOR_EVER = '-1';
/** Debezium writes the largest number there is instead. */
const AS_GOOD_AS_EVER = 9e18;

export async function withAdmin<T>(
  { kafkaBrokers }: Settings,
  work: (admin: Admin) => Promise<T>,
): Promise<T> {
  const admin = createKafka(kafkaBrokers, 'shelfwire-apply').admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Those of the wanted topics that are there, by name. */
export const readExistingTopics = (
  settings: Settings,
  wanted: readonly TopicPlan[],
): Promise<ReadonlyMap<string, ExistingTopic>> =>
  withAdmin(settings, (admin) => existingTopics(admin, wanted));

export async function existingTopics(
  admin: Admin,
  wanted: readonly TopicPlan[],
): Promise<ReadonlyMap<string, ExistingTopic>> {
  const listed = new Set(await admin.listTopics());
  const topics = wanted.map(({ topic }) => topic).filter((topic) => listed.has(topic));
  if (topics.length === 0) return new Map();
  const metadata = await admin.fetchTopicMetadata({ topics });
  const configs = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((name) => ({ type: TOPIC_RESOURCE, name })),
  });
  return new Map(
    topics.map((topic) => {
      const found = configs.resources.find(({ resourceName }) => resourceName === topic);
      const entries = found?.configEntries ?? [];
      const partitions = metadata.topics.find(({ name }) => name === topic)?.partitions.length ?? 0;
      const own = entries.filter(({ configSource }) => Number(configSource) === OF_THE_TOPIC);
      return [topic, { partitions, settings: byName(entries), own: byName(own) }];
    }),
  );
}

const byName = (
  entries: readonly { configName: string; configValue: string }[],
): Record<string, string> =>
  Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]));

/** Wanted settings that are not met. Messages that are kept longer than wanted are somebody's choice. */
export const settingsToMend = (
  { settings }: TopicPlan,
  actual: ExistingTopic,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => !isMet(name, actual.settings[name], value)),
  );

function isMet(name: string, actual: string | undefined, wanted: string): boolean {
  if (!RETENTION.has(name) || actual === undefined) return actual === wanted;
  return kept(actual) >= kept(wanted);
}

function kept(limit: string): number {
  const most = Number(limit);
  return limit === FOR_EVER || most >= AS_GOOD_AS_EVER ? Infinity : most;
}
