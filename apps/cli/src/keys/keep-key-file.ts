import { hashOf, readKeyId } from '#access';
import { writePrivately } from '#config';
import { createKey, findKey, type ApiKey, type NewKey } from '#storage';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DataSource } from 'typeorm';

/** Who makes the key. */
interface Author {
  readonly actor: string;
  readonly reason: string;
}

/** Makes a key and writes it to a file of mode 0600, in place of what the file held. */
export async function createKeyFile(
  dataSource: DataSource,
  file: string,
  wanted: NewKey,
  author: Author,
): Promise<ApiKey> {
  await mkdir(dirname(file), { recursive: true });
  const { key, text } = await createKey(dataSource, wanted, author);
  await writePrivately(file, `${text}\n`);
  return key;
}

/**
 * Sees to it that a file holds a key that works: at each start of a demonstration, say, or of a pod.
 *
 * @returns the key that was made; undefined: the one in the file works still
 */
export async function keepKeyFile(
  dataSource: DataSource,
  file: string,
  wanted: NewKey,
  author: Author,
): Promise<ApiKey | undefined> {
  if (await holdsLiveKey(dataSource, file)) return undefined;
  return createKeyFile(dataSource, file, wanted, author);
}

async function holdsLiveKey(dataSource: DataSource, file: string): Promise<boolean> {
  const text = (await readFile(file, 'utf8').catch(() => '')).trim();
  const id = readKeyId(text);
  const found = id === undefined ? undefined : await findKey(dataSource.manager, id);
  return found?.state === 'live' && found.hash.equals(hashOf(text));
}
