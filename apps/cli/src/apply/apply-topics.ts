import type { Settings } from '#config';
import {
  existingTopics,
  settingsToMend,
  TOPIC_RESOURCE,
  withAdmin,
  type ExistingTopic,
  type TopicPlan,
} from '#plan';
import type { Admin } from 'kafkajs';
import { CommandError } from '../command.js';

/**
 * Creates what is missing, and mends settings that differ.
 *
 * @param morePartitions whether topics that have fewer partitions than planned get the rest: keys change
 *   places by that
 * @returns the topics created
 * @throws CommandError naming a topic that has other partitions than planned
 */
export const applyTopics = (
  settings: Settings,
  plan: readonly TopicPlan[],
  morePartitions = false,
): Promise<readonly string[]> =>
  withAdmin(settings, async (admin) => {
    const existing = await existingTopics(admin, plan);
    const present = plan.flatMap((wanted) => {
      const actual = existing.get(wanted.topic);
      return actual ? [{ wanted, actual }] : [];
    });
    checkPartitions(present, morePartitions);
    const missing = plan.filter(({ topic }) => !existing.has(topic));
    await createTopics(admin, missing);
    await addPartitions(admin, present);
    await mendSettings(admin, present);
    return missing.map(({ topic }) => topic);
  });

interface PresentTopic {
  readonly wanted: TopicPlan;
  readonly actual: ExistingTopic;
}

function checkPartitions(present: readonly PresentTopic[], morePartitions: boolean): void {
  for (const { wanted, actual } of present) {
    const { topic, partitions } = wanted;
    if (actual.partitions === partitions) continue;
    if (morePartitions && actual.partitions < partitions) continue;
    throw new CommandError(
      `topic ${topic} has ${actual.partitions} partitions, expected ${partitions}: items would change places. Delete the topic if it is empty, or use another SHELFWIRE_NAMESPACE.`,
    );
  }
}

const createTopics = (admin: Admin, missing: readonly TopicPlan[]): Promise<unknown> =>
  admin.createTopics({
    waitForLeaders: true,
    topics: missing.map(({ topic, partitions, settings }) => ({
      topic,
      numPartitions: partitions,
      configEntries: entriesOf(settings),
    })),
  });

async function addPartitions(admin: Admin, present: readonly PresentTopic[]): Promise<void> {
  const topicPartitions = present
    .filter(({ wanted, actual }) => actual.partitions < wanted.partitions)
    .map(({ wanted: { topic, partitions } }) => ({ topic, count: partitions }));
  if (topicPartitions.length > 0) await admin.createPartitions({ topicPartitions });
}

/** Kafka replaces all of a topic's own settings at once: those that are not ours go along. */
async function mendSettings(admin: Admin, present: readonly PresentTopic[]): Promise<void> {
  const resources = present.flatMap(({ wanted, actual }) => {
    const mended = settingsToMend(wanted, actual);
    if (Object.keys(mended).length === 0) return [];
    const configEntries = entriesOf({ ...actual.own, ...mended });
    return [{ type: TOPIC_RESOURCE, name: wanted.topic, configEntries }];
  });
  if (resources.length > 0) await admin.alterConfigs({ validateOnly: false, resources });
}

const entriesOf = (settings: Readonly<Record<string, string>>) =>
  Object.entries(settings).map(([name, value]) => ({ name, value }));
