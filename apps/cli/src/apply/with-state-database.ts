import { createDataSource } from '#storage';
import type { DataSource } from 'typeorm';

/** Works at Shelfwire's own database, over one connection. */
export async function withStateDatabase<T>(
  url: string,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = await createDataSource(url, 'shelfwire apply', 1).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
