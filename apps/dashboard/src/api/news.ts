import { useSyncExternalStore } from 'react';

/** What the connection to the server is like. */
export interface News {
  /** by this machine's clock, when the server was heard last; milliseconds; null: never */
  readonly heardAt: number | null;
  /** the server's clock less this machine's, milliseconds */
  readonly clockOffset: number;
  /** why the server itself cannot tell; null: it can */
  readonly trouble: string | null;
  /** events come by themselves */
  readonly isStreaming: boolean;
}

let news: News = { heardAt: null, clockOffset: 0, trouble: null, isStreaming: false };
const listeners = new Set<() => void>();

export const currentNews = (): News => news;

function become(next: News): void {
  news = next;
  for (const listener of listeners) listener();
}

/** @param at the server's clock when it spoke */
export function heard(at: string, part: Partial<News> = {}): void {
  const now = Date.now();
  become({ ...news, trouble: null, ...part, heardAt: now, clockOffset: Date.parse(at) - now });
}

export function lostStream(): void {
  if (news.isStreaming) become({ ...news, isStreaming: false });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useNews = (): News => useSyncExternalStore(subscribe, currentNews);
