import { suggest } from '../nearest.js';
import { isSecretKey } from '../secret-keys.js';
import type { YamlPath } from '../yaml-source.js';
import { readKeyRing } from './read-key-ring.js';
import { unseal } from './sealed-secret.js';
import { findSecret, readSecretsFile } from './secrets-file.js';
import { readSecretsSettings, type SecretsSettings } from './secrets-settings.js';
import type { Answer, SecretLookup } from './secret-lookup.js';
import { tellUnopened } from './tell-unopened.js';

/** Nothing is read before a secret is asked for: most installations may have none. */
export function policySecrets(env: NodeJS.ProcessEnv, configFile: string): SecretLookup {
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

/** Passwords of databases, and fields of endpoints and receivers that are hidden wherever the policy is shown. */
function isHiddenPlace([list, , part, field]: YamlPath): boolean {
  if (list === 'notifications') return isSecretKey(String(field));
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
