import type { PolicyFile } from './policy.schema.js';
import { isSecretKey } from './secret-keys.js';
import type { Settings } from './settings.js';

/** Shorter texts, and names that are no secret, would hide ordinary words. */
const SHORTEST = 6;
const PRODUCT = 'shelfwire';

/**
 * Texts that no log and no answer may show. A password that equals a user's or a database's name, or the
 * product's, is left out: it hides nothing, and the name must stay readable.
 */
export function secretsOf(
  policy: PolicyFile | undefined,
  settings: Pick<Settings, 'databaseUrl'> | undefined,
): string[] {
  const sources = Object.values(policy?.sources ?? {}).map(({ database }) => database);
  const logins = settings ? [...sources, stateLogin(settings.databaseUrl)] : sources;
  const names = new Set([PRODUCT, ...logins.flatMap(({ user, name }) => [user, name])]);
  const endpoints = Object.values(policy?.channels ?? {}).flatMap(({ endpoint }) =>
    hiddenIn({ endpoint }),
  );
  const receivers = hiddenIn(policy?.notifications?.receivers ?? {});
  const secrets = new Set([...logins.map(({ password }) => password), ...endpoints, ...receivers]);
  return [...secrets].filter((text) => text.length >= SHORTEST && !names.has(text));
}

const hiddenIn = (entries: Readonly<Record<string, object>>): string[] =>
  Object.values(entries).flatMap((entry) =>
    Object.entries(entry).flatMap(([key, value]) => (isSecretKey(key) ? textsOf(value) : [])),
  );

/** A secret that is being changed is a list of two. */
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String);

function stateLogin(databaseUrl: string): { user: string; name: string; password: string } {
  const { username, password, pathname } = new URL(databaseUrl);
  return {
    user: decodeURIComponent(username),
    name: pathname.slice(1),
    password: decodeURIComponent(password),
  };
}
