import { settingsToMend, type ExistingTopic } from './existing-topics.js';
import type { TopicPlan } from './topic-plan.js';
import { step, type FieldChange, type Step } from './step.js';

/** Topics that are missing, or have other partitions or settings than they need. */
export const planTopicSteps = (
  wanted: readonly TopicPlan[],
  existing: ReadonlyMap<string, ExistingTopic>,
): Step[] =>
  wanted.flatMap((topic) => {
    const actual = existing.get(topic.topic);
    if (!actual) return [step('topics', `topic/${topic.topic}`, '+', newTopic(topic))];
    const partitions = partitionChange(topic, actual);
    const changes = [...partitions, ...settingChanges(topic, actual)];
    if (changes.length === 0) return [];
    const loses = partitions.length === 0 ? [] : [partitionLoss(topic, actual)];
    return [step('topics', `topic/${topic.topic}`, '~', changes, loses)];
  });

const newTopic = ({ partitions, settings }: TopicPlan): FieldChange[] => [
  { field: 'partitions', from: null, to: String(partitions) },
  ...Object.entries(settings).map(([field, to]) => ({ field, from: null, to })),
];

const partitionChange = ({ partitions }: TopicPlan, actual: ExistingTopic): FieldChange[] =>
  actual.partitions === partitions
    ? []
    : [{ field: 'partitions', from: String(actual.partitions), to: String(partitions) }];

const settingChanges = (topic: TopicPlan, actual: ExistingTopic): FieldChange[] =>
  Object.entries(settingsToMend(topic, actual)).map(([field, to]) => ({
    field,
    from: actual.settings[field] ?? null,
    to,
  }));

const partitionLoss = ({ partitions }: TopicPlan, actual: ExistingTopic): string =>
  partitions > actual.partitions
    ? 'keys change their partitions: what comes now of an item is folded apart from what came before, until every source is read anew'
    : 'Kafka never takes partitions away: delete the topic if it is empty, or use another SHELFWIRE_NAMESPACE';
