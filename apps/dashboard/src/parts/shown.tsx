import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from './failure.js';
import { Loading } from './loading.js';

interface ShownProps<T> {
  readonly query: UseQueryResult<T>;
  /** such as `The locations` */
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}

/** An answer once it is there; what was known stays on screen while the server is away. */
export function Shown<T>({ query, what, children }: ShownProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error)
    return <Failure what={what} error={query.error} again={() => void query.refetch()} />;
  return <Loading what={what.toLowerCase()} />;
}
