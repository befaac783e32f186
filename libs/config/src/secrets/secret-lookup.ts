import { suggest } from '../nearest.js';
import { isSecretKey } from '../secret-keys.js';
import type { YamlPath } from '../yaml-source.js';
import { readKeyRing } from './read-key-ring.js';
import { unseal } from './sealed-secret.js';
import { findSecret, readSecretsFile } from './secrets-file.js';
import { readSecretsSettings, type SecretsSettings } from './secrets-settings.js';
import { tellUnopened } from './tell-unopened.js';

/** What a placeholder stands for, or what is wrong with it. */
export type Answer =
  { readonly value: string } | { readonly expected: string; readonly hint: string };

/** Answers `${secret:NAME}` of one configuration file. */
export interface SecretLookup {
  /** whether what stands there is shown to nobody, and makes no part of the policy's version */
  mayStandAt(path: YamlPath): boolean;
  /** @throws ConfigError when the secrets file or the keys cannot be used */
  answer(name: string): Answer;
}

/** Nothing is read before a secret is asked for: most installations may have none. */
export function secretLookup(env: NodeJS.ProcessEnv, configFile: string): SecretLookup {
  const settings = readSecretsSettings(env, configFile);
  const secrets = once(() => readSecretsFile(settings.file));
  const ring = once(() => readKeyRing(settings));
  return {
    mayStandAt: isHiddenPlace,
    answer: (name) => {
      const sealed = findSecret(secrets(), name);
      if (!sealed) return noSuchSecret(name, Object.keys(secrets()), settings);
      const opened = unseal(name, sealed, ring());
      return opened.kind === 'opened'
        ? { value: opened.text }
        : tellUnopened(opened, { name, sealed, ring: ring() });
    },
  };
}

/** Passwords of databases, and fields of endpoints that are hidden wherever the policy is shown. */
function isHiddenPlace([list, , part, field]: YamlPath): boolean {
  if (list === 'sources') return part === 'database' && field === 'password';
  return list === 'channels' && part === 'endpoint' && isSecretKey(String(field));
}

function noSuchSecret(name: string, known: readonly string[], { file }: SecretsSettings): Answer {
  const there = known.length === 0 ? 'which has none' : `which has ${known.join(', ')}`;
  const near = suggest(name, known);
  const hint = near?.startsWith('did') ? near : 'add it with: shelfwire secrets set <name>';
  return { expected: `a secret of ${file}, ${there}`, hint };
}

function once<T>(read: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: read() }).value;
}
