import { secretsOf, type Policy, type Settings } from '#config';
import { ConnectClient } from '#connect';
import type { DataSource } from 'typeorm';
import { readExistingTopics } from './existing-topics.js';
import { renderConnectors } from './render-connectors.js';
import { planTopics } from './topic-plan.js';
import { contentOf, versionOf, type AppliedContent } from './applied-content.js';
import { readLastApplied, type AppliedVersion } from './applied-version.js';
import { heldIn } from './held.js';
import { planConnectors } from './plan-connectors.js';
import { planMigrations } from './plan-migrations.js';
import { planPacks } from './plan-packs.js';
import { planPolicy } from './plan-policy.js';
import { planTopicSteps } from './plan-topics.js';
import type { Step } from './step.js';

/** What `apply` would do, in its order. */
export interface Plan {
  /** what was applied last; null: nothing yet */
  readonly applied: AppliedVersion | null;
  readonly wanted: Pick<AppliedVersion, 'version' | 'policyVersion'>;
  readonly steps: readonly Step[];
}

/** Looks at everything that `apply` would touch, and writes nothing. */
export async function makePlan(
  dataSource: DataSource,
  settings: Settings,
  policy: Policy,
): Promise<Plan> {
  const last = await readLastApplied(dataSource);
  const content = contentOf(policy, settings.configFile);
  const { content: before = null, ...applied } = last ?? {};
  const { policyVersion } = policy;
  return {
    applied: last ? (applied as AppliedVersion) : null,
    wanted: { version: versionOf(content), policyVersion },
    steps: [
      ...(await planMigrations(dataSource)),
      ...(await planCapture(settings, policy, before)),
      ...(await planContent(dataSource, before, content)),
    ],
  };
}

async function planCapture(
  settings: Settings,
  policy: Policy,
  before: AppliedContent | null,
): Promise<Step[]> {
  const { namespace } = settings;
  const topics = planTopics(policy, settings);
  const client = new ConnectClient(settings.connectUrl);
  const connectors = renderConnectors(settings, policy);
  const secrets = secretsOf(policy, settings);
  const comparedSources = new Set(Object.keys(before?.packs ?? {}));
  return [
    ...planTopicSteps(topics, await readExistingTopics(settings, topics)),
    ...(await planConnectors(client, connectors, { namespace, secrets, comparedSources })),
  ];
}

async function planContent(
  dataSource: DataSource,
  before: AppliedContent | null,
  after: AppliedContent,
): Promise<Step[]> {
  const held = heldIn(dataSource);
  return [
    ...(await planPacks(before?.packs ?? null, after.packs, held)),
    ...(await planPolicy(before?.policy ?? null, after.policy, held)),
  ];
}
