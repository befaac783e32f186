import { createHash } from 'node:crypto';
import { policySchema, type PolicyFile } from './policy.schema.js';
import { ConfigError, type Problem } from './problem.js';
import { validate } from './read-yaml-file.js';
import { referenceProblems } from './references.js';
import { resolveSecrets, type Environment } from './secrets.js';
import { YamlText } from './yaml-text.js';

/** The policy in force: the file with its secrets resolved. Never log it. */
export type Policy = PolicyFile & {
  /** changes with the file's meaning; secrets and addresses do not count */
  readonly policyVersion: string;
};

/**
 * Reads `shelfwire.yaml`.
 *
 * @throws ConfigError with every problem: types, unknown keys, missing references and secrets
 */
export function loadPolicy(file: string, environment: Environment = process.env): Policy {
  const text = new YamlText(file);
  const problems: Problem[] = [];
  const resolved = resolveSecrets(text, text.value, environment, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  const policy = validate(text, resolved, policySchema);
  const unresolved = referenceProblems(text, policy);
  if (unresolved.length > 0) throw new ConfigError(unresolved);
  return { ...policy, policyVersion: versionOf(policy) };
}

/** Only what decides a published number counts. */
function versionOf({ locations, channels }: PolicyFile): string {
  const rules = Object.entries(channels).map(([id, { pool, buffer, protect, cap }]) => [
    id,
    { pool: pool.toSorted(), buffer, protect: Object.entries(protect).toSorted(), cap },
  ]);
  const meaning = [Object.entries(locations).toSorted(), rules.toSorted()];
  return createHash('sha256').update(JSON.stringify(meaning)).digest('hex').slice(0, 12);
}
