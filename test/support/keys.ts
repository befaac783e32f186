import { crc32 } from 'node:zlib';
import { newApiKey, type Scope } from '#access';
import { createKey } from '#storage';
import type { DataSource } from 'typeorm';

/** Keys of every kind that must be refused. */
export async function uselessKeys(dataSource: DataSource): Promise<Record<string, string>> {
  const [expired, revoked, living] = await Promise.all(
    ['admin', 'admin', 'admin'].map(() => makeKey(dataSource)),
  );
  if (!expired || !revoked || !living) throw new Error('three keys were asked for');
  await setKey(dataSource, expired, "expires_at = now() - interval '1 millisecond'");
  await setKey(dataSource, revoked, 'revoked_at = now()');
  return {
    malformed: `${living}0`,
    unknown: newApiKey().text,
    wrong: withAnotherSecret(living),
    expired,
    revoked,
  };
}

/** The same id, a right checksum, and another secret. */
export function withAnotherSecret(key: string): string {
  const body = `${key.slice(0, 17)}${'5'.repeat(64)}`;
  return `${body}${crc32(body).toString(16).padStart(8, '0')}`;
}

/** @param set as SQL */
export const setKey = (dataSource: DataSource, key: string, set: string): Promise<unknown> =>
  dataSource.query(`UPDATE api_key SET ${set} WHERE id = $1`, [key.split('_')[1]]);

/** @returns the text of a key that lives for a day */
export async function makeKey(dataSource: DataSource, scope: Scope = 'admin'): Promise<string> {
  const author = { actor: 'test', reason: 'a test' };
  const { text } = await createKey(dataSource, { name: `test ${scope}`, scope, days: 1 }, author);
  return text;
}
