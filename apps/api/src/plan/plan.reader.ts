import {
  ConfigError,
  loadPolicy,
  POLICY,
  secretsOf,
  SETTINGS,
  type Policy,
  type Problem,
  type Settings,
} from '#config';
import { makePlan, type Plan } from '#plan';
import { createRedact } from '#observability';
import { Inject, Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { tellTrouble } from '../sources/source-trouble.js';
import { foreignReferences } from './foreign-references.js';
import type { Planned } from './plan.schema.js';

/** What applying another policy would do. It looks at Kafka and Kafka Connect, and writes nothing. */
@Injectable()
export class PlanReader {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(POLICY) private readonly policy: Policy,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @param text what the policy file would say */
  async plan(text: string): Promise<Planned> {
    const { configFile } = this.settings;
    const foreign = foreignReferences(text, readFileSync(configFile, 'utf8'));
    if (foreign.length > 0) return { problems: foreign.map(toProblem), plan: null };
    const wanted = this.read(text);
    if (!('policyVersion' in wanted)) return { problems: wanted.map(toProblem), plan: null };
    const plan = await tellTrouble(() => makePlan(this.dataSource, this.settings, wanted));
    return this.withoutSecrets({ problems: [], plan: toPlan(plan) });
  }

  private read(text: string): Policy | readonly Problem[] {
    try {
      return loadPolicy(this.settings.configFile, undefined, text);
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
  }

  /** A placeholder may have been put where values are shown. */
  private withoutSecrets(planned: Planned): Planned {
    const redact = createRedact(secretsOf(this.policy, this.settings));
    const hide = (value: string | null) => value && redact(value);
    const steps = planned.plan?.steps.map((step) => ({
      ...step,
      changes: step.changes.map(({ field, from, to }) => ({
        field,
        from: hide(from),
        to: hide(to),
      })),
    }));
    return { ...planned, plan: planned.plan && { ...planned.plan, steps: steps ?? [] } };
  }
}

const toProblem = ({ line, column, path, found, expected, hint }: Problem) => ({
  line,
  column,
  path,
  found,
  expected,
  hint,
});

const toPlan = ({ applied, wanted, steps }: Plan): Planned['plan'] => ({
  ...wanted,
  applied: applied && {
    version: applied.version,
    appliedBy: applied.appliedBy,
    appliedAt: applied.appliedAt,
  },
  steps: steps.map(({ changes, loses, ...step }) => ({
    ...step,
    changes: [...changes],
    loses: [...loses],
  })),
});
