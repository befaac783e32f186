import { readFileSync } from 'node:fs';
import { createDataSource } from '#storage';
import { keepKeyFile } from '../../apps/cli/src/keys/keep-key-file.js';

const WANTED = { name: 'this machine', scope: 'admin', days: 90 } as const;

/** @returns an admin's key, which the file keeps for the next start, readable by this user only */
export async function keepApiKey(databaseUrl: string, file: string): Promise<string> {
  const dataSource = await createDataSource(databaseUrl, 'shelfwire run', 1).initialize();
  try {
    await keepKeyFile(dataSource, file, WANTED, { actor: 'npm start', reason: 'a local run' });
  } finally {
    await dataSource.destroy();
  }
  return readFileSync(file, 'utf8').trim();
}
