import { createDataSource } from '#storage';
import type { DataSource } from 'typeorm';

/** Partitions that are verified at the same time; each keeps a server process busy. */
export const PARALLEL = 4;

export async function withStateDatabase<T>(
  url: string,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = await createDataSource(url, 'shelfwire audit', PARALLEL).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
