import {
  ConfigError,
  readConfigFile,
  readSettings,
  secretsOf,
  type Policy,
  type Settings,
} from '#config';
import { type AuditedSource, type CheckResult, failed, ok, auditedSource } from '#connect';
import { createRedact, type Redact } from '#observability';
import { validate } from '../validate/validate.js';

/** What is known of the installation before anything is dialled; undefined where it cannot be read. */
export interface Installation {
  readonly env: NodeJS.ProcessEnv;
  readonly settings: Settings | undefined;
  readonly policy: Policy | undefined;
  readonly sources: readonly AuditedSource[];
  readonly redact: Redact;
  readonly findings: readonly CheckResult[];
}

export function readInstallation(env: NodeJS.ProcessEnv): Installation {
  const settings = settingsFrom(env);
  const file = configFileFrom(env);
  const { policy, packs, problems } = validate(file, env);
  const verdict =
    problems.length === 0
      ? ok('policy and packs', `${file}, packs ${packs.join(', ')}`)
      : failed('policy and packs', {
          found: new ConfigError(problems).message,
          expected: 'a policy and packs without problems',
          mend: `mend the lines above; check with: shelfwire validate ${file}`,
        });
  return {
    env,
    settings: settings.value,
    policy: policy ?? undefined,
    sources: settings.value && policy ? inspect(policy, settings.value) : [],
    redact: createRedact(secretsOf(policy ?? undefined, settings.value)),
    findings: [settings.finding, verdict],
  };
}

function settingsFrom(env: NodeJS.ProcessEnv): { value?: Settings; finding: CheckResult } {
  try {
    const value = readSettings(env);
    return { value, finding: ok('settings', 'the environment names every part') };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const expected = 'the variables of an installation';
    const finding = failed('settings', {
      found: error.message,
      expected,
      mend: error.problems.map(({ hint }) => hint ?? '').join('\n'),
    });
    return { finding };
  }
}

/** A wrong variable elsewhere must not hide the policy's own problems. */
const configFileFrom = (env: NodeJS.ProcessEnv): string =>
  readConfigFile({ SHELFWIRE_CONFIG: env['SHELFWIRE_CONFIG'] || undefined });

/** Sources whose packs can be used; `validate` has told what is wrong with the others. */
function inspect(policy: Policy, settings: Settings): AuditedSource[] {
  return Object.entries(policy.sources).flatMap(([id, source]) => {
    try {
      return [auditedSource(id, source, settings)];
    } catch {
      return [];
    }
  });
}
