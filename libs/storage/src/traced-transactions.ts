import { inPartSpan, TRANSACTION } from '#observability';
import type { DataSource, EntityManager } from 'typeorm';

type Work<T> = (manager: EntityManager) => Promise<T>;

/** Gives each transaction that is part of something traced a span of its own. */
export function tracedTransactions(dataSource: DataSource): DataSource {
  const begin = dataSource.transaction.bind(dataSource);
  dataSource.transaction = <T>(...given: [Work<T>] | [Parameters<typeof begin>[0], Work<T>]) =>
    inPartSpan(
      () => TRANSACTION,
      () => (begin as (...same: typeof given) => Promise<T>)(...given),
    );
  return dataSource;
}
