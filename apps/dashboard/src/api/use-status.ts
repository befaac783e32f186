import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { currentNews, heard } from './news.js';
import { statusQuery } from './queries.js';

const POLL_MS = 5_000;

/** The status, by events; asked for again and again while they do not come. */
export function useStatus() {
  const query = useQuery({
    ...statusQuery,
    staleTime: Infinity,
    refetchInterval: () => (currentNews().isStreaming ? false : POLL_MS),
  });
  const at = query.data?.at;
  useEffect(() => {
    if (at !== undefined && !currentNews().isStreaming) heard(at);
  }, [at]);
  return query;
}
