import { createHash } from 'node:crypto';
import pg from 'pg';

const names = new Map<string, string>();

/** One name per text. Shelfwire's statements are constants, so there are few. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `s_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}

type Query = (...args: unknown[]) => unknown;

/**
 * A connection that prepares every statement with parameters once: the hot path's set-based statements
 * cost more to plan than to run.
 */
export class PreparedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const plain = super.query.bind(this) as Query;
    const query: Query = (text, values, ...rest) =>
      typeof text === 'string' && Array.isArray(values)
        ? plain({ name: nameOf(text), text, values: values as unknown[] }, ...rest)
        : plain(text, values, ...rest);
    Object.assign(this, { query });
  }
}
