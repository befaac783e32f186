import type { Policy, Settings } from '#config';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { AreaFailure, failed, ok, skipped, type CheckResult } from '#connect';
import { planTopics, type TopicPlan } from '#plan';

const TIMEOUT_MS = 4_000;

/** The broker: it answers, and every topic is there with its partitions and its cleanup policy. */
export async function checkKafka(
  settings: Settings,
  policy: Policy | undefined,
): Promise<CheckResult[]> {
  const admin = new Kafka({
    clientId: 'shelfwire-doctor',
    brokers: settings.kafkaBrokers,
    connectionTimeout: TIMEOUT_MS,
    requestTimeout: TIMEOUT_MS,
    retry: { retries: 0 },
    logLevel: logLevel.NOTHING,
  }).admin();
  await connect(admin, settings.kafkaBrokers.join(', '));
  try {
    const { brokers } = await admin.describeCluster();
    const answers = ok(
      'connection',
      `${brokers.length} brokers of ${settings.kafkaBrokers.join(', ')}`,
    );
    if (!policy) return [answers, skipped('topics', 'the policy must be mended first')];
    return [answers, ...(await checkTopics(admin, planTopics(policy, settings)))];
  } finally {
    await admin.disconnect();
  }
}

async function connect(admin: Admin, brokers: string): Promise<void> {
  try {
    await admin.connect();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new AreaFailure(
      failed('connection', {
        found: `no broker answers at ${brokers}: ${detail}`,
        expected: 'a Kafka broker',
        mend: 'start it, or correct SHELFWIRE_KAFKA_BROKERS',
      }),
    );
  }
}

async function checkTopics(admin: Admin, plan: readonly TopicPlan[]): Promise<CheckResult[]> {
  const existing = new Set(await admin.listTopics());
  const missing = plan.filter(({ topic }) => !existing.has(topic));
  const present = plan.filter(({ topic }) => existing.has(topic));
  if (missing.length > 0) {
    const found = `missing: ${missing.map(({ topic }) => topic).join(', ')}`;
    const expected = `${plan.length} topics`;
    return [failed('topics', { found, expected, mend: 'shelfwire apply' })];
  }
  return [
    ok('topics', `${plan.length} topics`),
    await checkPartitions(admin, present),
    await checkCleanup(admin, present),
  ];
}

async function checkPartitions(admin: Admin, plan: readonly TopicPlan[]): Promise<CheckResult> {
  const { topics } = await admin.fetchTopicMetadata({ topics: plan.map(({ topic }) => topic) });
  const wrong = plan.flatMap(({ topic, partitions }) => {
    const actual = topics.find(({ name }) => name === topic)?.partitions.length ?? 0;
    return actual === partitions ? [] : [`${topic} has ${actual}, not ${partitions}`];
  });
  if (wrong.length === 0) return ok('partitions', 'as planned');
  return failed('partitions', {
    found: wrong.join('; '),
    expected: 'the same number for every topic: keys must stay in their partitions',
    mend: 'delete the topic if it is empty and run shelfwire apply, or use another SHELFWIRE_NAMESPACE',
  });
}

/** 2: a topic, in the protocol of Kafka. */
const TOPIC_RESOURCE = 2;
const CLEANUP = 'cleanup.policy';

async function checkCleanup(admin: Admin, plan: readonly TopicPlan[]): Promise<CheckResult> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: plan.map(({ topic }) => ({
      type: TOPIC_RESOURCE,
      name: topic,
      configNames: [CLEANUP],
    })),
  });
  const wrong = plan.flatMap(({ topic, settings }) => {
    const entries = resources.find(({ resourceName }) => resourceName === topic)?.configEntries;
    const actual = entries?.find(({ configName }) => configName === CLEANUP)?.configValue;
    return actual === settings[CLEANUP] ? [] : [{ topic, actual, expected: settings[CLEANUP] }];
  });
  if (wrong.length === 0) return ok('cleanup', 'as planned');
  return failed('cleanup', {
    found: wrong.map(({ topic, actual }) => `${topic}: ${actual ?? 'unknown'}`).join('; '),
    expected: wrong.map(({ topic, expected }) => `${topic}: ${expected}`).join('; '),
    mend: wrong
      .map(
        ({ topic, expected }) =>
          `kafka-configs.sh --bootstrap-server … --alter --topic ${topic} --add-config ${CLEANUP}=${expected}`,
      )
      .join('\n'),
  });
}
