export { contentOf } from './applied-content.js';
export { keepApplied, readHistory, type AppliedVersion } from './applied-version.js';
export {
  existingTopics,
  settingsToMend,
  TOPIC_RESOURCE,
  withAdmin,
  type ExistingTopic,
} from './existing-topics.js';
export { makePlan, type Plan } from './make-plan.js';
export { renderConnectors } from './render-connectors.js';
export { step, type FieldChange, type Part, type Sign, type Step } from './step.js';
export { planTopics, type TopicPlan } from './topic-plan.js';
