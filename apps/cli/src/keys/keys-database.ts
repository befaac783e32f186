import { commandEnvironment, readSettings } from '#config';
import { createDataSource } from '#storage';
import type { DataSource } from 'typeorm';

/** Works on keys at Shelfwire's own database: the first one cannot come from the API, which asks for one. */
export async function withKeys<T>(work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const { databaseUrl } = readSettings(commandEnvironment());
  const dataSource = await createDataSource(databaseUrl, 'shelfwire keys', 1).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
