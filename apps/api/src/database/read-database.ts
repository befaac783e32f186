import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** What a query needs of a connection. */
export type Db = Pick<EntityManager, 'query'>;

/** A reader that takes longer than this is ended, so it never holds the writers' resources. */
const STATEMENT_TIMEOUT_MS = 5_000;

/** How the API reads; what it writes are claims, each in a transaction of its own. */
@Injectable()
export class ReadDatabase {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs queries that all see one moment: numbers and their reasons fit together (promise I7). */
  snapshot<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query(
        `SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`,
      );
      return work(manager);
    });
  }
}
