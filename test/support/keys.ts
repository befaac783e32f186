import type { Scope } from '#access';
import { createKey } from '#storage';
import type { DataSource } from 'typeorm';

/** @returns the text of a key that lives for a day */
export async function makeKey(dataSource: DataSource, scope: Scope = 'admin'): Promise<string> {
  const author = { actor: 'test', reason: 'a test' };
  const { text } = await createKey(dataSource, { name: `test ${scope}`, scope, days: 1 }, author);
  return text;
}
