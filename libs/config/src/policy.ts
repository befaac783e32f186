import { createHash } from 'node:crypto';
import { canonical } from './canonical.js';
import { policyFindings } from './policy-references.js';
import { policySchema, type PolicyFile } from './policy.schema.js';
import { packFindings } from './pack-folder.js';
import { accountOf } from './endpoints/account-of.js';
import { policySecrets } from './secrets/policy-secrets.js';
import { readYamlFile } from './yaml-file.js';

export interface Policy extends PolicyFile {
  /** names the file's meaning: 12 hex digits; connections and secrets do not change it */
  readonly policyVersion: string;
}

/**
 * Reads the policy file, its placeholders resolved.
 *
 * @param text what the file would say; left out: what it says
 * @throws ConfigError with every problem of the file
 */
export function loadPolicy(
  file: string,
  env: NodeJS.ProcessEnv = process.env,
  text?: string,
): Policy {
  const check = (content: unknown) => [...policyFindings(content), ...packFindings(content, file)];
  const placeholders = { env, secrets: policySecrets(env, file) };
  const policy = readYamlFile(file, policySchema, { placeholders, text, check });
  return { ...policy, policyVersion: versionOf(policy) };
}

/**
 * Where databases and marketplaces are reached, and with which login, has no bearing on any number, so
 * the version leaves it out: a changed password is no new policy, and no secret can be guessed from it.
 */
function versionOf(policy: PolicyFile): string {
  const sources = mapValues(policy.sources, (source) => without(source, ['database', 'capture']));
  const channels = mapValues(policy.channels, (channel) => ({
    ...without(channel, ['endpoint']),
    account: accountOf(channel),
  }));
  const meaning = canonical({
    version: policy.version,
    sources,
    locations: policy.locations,
    channels,
    countClasses: policy.countClasses,
    vendors: policy.vendors,
  });
  return createHash('sha256').update(meaning).digest('hex').slice(0, 12);
}

const without = (record: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

const mapValues = <T, R>(record: Record<string, T>, map: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
