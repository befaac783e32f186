import { useSyncExternalStore } from 'react';
import { currentNews } from '../api/news.js';

const TICK_MS = 1_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** This machine's time, each second; milliseconds. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

/** The server's time as far as it is known, each second; milliseconds. Ages are told by it. */
export const useServerNow = (): number => useNow() + currentNews().clockOffset;
