import { maskKeys } from '#access';

const MASK = '(hidden)';

/** `user:password@` in URLs, and `password=…`, `"token": "…"` and the like in free text. */
const LOGIN_IN_URL = /(:\/\/[^\s:/@]*:)[^\s@/]+(@)/g;
const NAMED_SECRET =
  /((?:password|passwd|secret|token|authorization)["']?\s*[=:]\s*["']?(?:bearer\s+)?)[^\s"',;&}]+/gi;

/** Hides secrets in a text that comes from elsewhere. */
export type Redact = (text: string) => string;

/** @param secrets texts that are hidden wherever they stand as a whole word */
export function createRedact(secrets: readonly string[]): Redact {
  const known = [...secrets].sort((a, b) => b.length - a.length).map(escape);
  const words = known.length > 0 ? new RegExp(`(?<!\\w)(?:${known.join('|')})(?!\\w)`, 'g') : null;
  return (text) => {
    const named = maskKeys(text)
      .replace(LOGIN_IN_URL, `$1${MASK}$2`)
      .replace(NAMED_SECRET, (_all, name: string) => `${name}${MASK}`);
    return words ? named.replace(words, MASK) : named;
  };
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
