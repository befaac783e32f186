import type { Policy, Settings } from '#config';
import { ConnectClient, registerConnector, type Registration } from '#connect';
import {
  contentOf,
  keepApplied,
  planTopics,
  renderConnectors,
  type Part,
  type Plan,
  type Step,
} from '#plan';
import { recordAction } from '#storage';
import type { DataSource, EntityManager } from 'typeorm';
import { loginOfCaller } from '../login-of-caller.js';
import { applyTopics } from './apply-topics.js';

/** What `apply` did. */
export interface Applied {
  readonly migrations: readonly string[];
  /** created */
  readonly topics: readonly string[];
  readonly connectors: Readonly<Record<string, Registration | 'removed'>>;
}

interface Work {
  readonly dataSource: DataSource;
  readonly settings: Settings;
  readonly policy: Policy;
  /** approved where it would lose something */
  readonly plan: Plan;
  readonly reason: string | undefined;
}

/** Does what was planned. A step that fails ends it; what was done until then is recorded and stays. */
export async function carryOut(work: Work): Promise<Applied> {
  const migrations = await work.dataSource.runMigrations({ transaction: 'all' });
  await record(work, work.dataSource, 'migrations');
  const topics = await carryOutTopics(work);
  await record(work, work.dataSource, 'topics');
  const connectors = await carryOutConnectors(work);
  await keepVersion(work);
  return { migrations: migrations.map(({ name }) => name), topics, connectors };
}

function carryOutTopics({ settings, policy, plan }: Work): Promise<readonly string[]> {
  const losesKeys = plan.steps.some(({ part, loses }) => part === 'topics' && loses.length > 0);
  return applyTopics(settings, planTopics(policy, settings), losesKeys);
}

async function carryOutConnectors(work: Work): Promise<Applied['connectors']> {
  const { settings, policy, plan, dataSource } = work;
  const client = new ConnectClient(settings.connectUrl);
  const done: Record<string, Registration | 'removed'> = {};
  const recordStep = async (name: string) => {
    const found = plan.steps.find(({ id }) => id === `connector/${name}`);
    if (found) await recordStepOf(work, dataSource, found);
  };
  for (const connector of renderConnectors(settings, policy).values()) {
    done[connector.name] = await registerConnector(client, connector);
    await recordStep(connector.name);
  }
  for (const { id, part, sign } of plan.steps) {
    if (part !== 'connectors' || sign !== '-') continue;
    const name = subjectOf(id);
    await client.delete(name);
    done[name] = 'removed';
    await recordStep(name);
  }
  return done;
}

/** The version with its steps, all or none: the next plan is compared with what is kept here. */
const keepVersion = (work: Work): Promise<void> =>
  work.dataSource.transaction(async (manager) => {
    const { plan, policy, settings } = work;
    await record(work, manager, 'packs');
    await record(work, manager, 'policy');
    if (plan.applied?.version === plan.wanted.version) return;
    const names = { ...plan.wanted, appliedBy: loginOfCaller() };
    await keepApplied(manager, contentOf(policy, settings.configFile), names);
  });

type Db = Pick<EntityManager, 'query'>;

async function record(work: Work, db: Db, part: Part): Promise<void> {
  for (const each of work.plan.steps) {
    if (each.part === part) await recordStepOf(work, db, each);
  }
}

const VERBS = { '+': 'create', '~': 'change', '-': 'remove' } as const;

function recordStepOf({ plan, reason }: Work, db: Db, step: Step): Promise<void> {
  const { id, sign, changes, loses } = step;
  return recordAction(db, {
    actor: loginOfCaller(),
    action: `${id.slice(0, id.indexOf('/'))}.${VERBS[sign]}`,
    subject: subjectOf(id),
    reason: reason ?? `apply of version ${plan.wanted.version}`,
    details: { changes, loses },
  });
}

const subjectOf = (id: string): string => id.slice(id.indexOf('/') + 1);
