import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Beat, StatusChange, Trouble } from '../../../api/src/live/live.schema.js';
import type { Status } from '../../../api/src/status/status.schema.js';
import { applyChange } from './apply-change.js';
import { heard, lostStream } from './news.js';
import { STATUS_PATH } from './queries.js';
import { SESSION_KEY } from './session.js';

const EVENTS = '/v1/events';
/** A browser gives up on a stream that was refused; a server that was full may have room again. */
const TRY_AGAIN_MS = 10_000;
/** What is on screen is read anew at most so often. */
const REFRESH_MS = 3_000;
/** A list that somebody has scrolled through further than this is not read anew: each page is a call. */
const MOST_PAGES_ANEW = 5;
/** They change with every heartbeat and say nothing of items. */
const QUIET_PARTS = new Set(['at', 'sources']);

/** Keeps the status in the cache by server-sent events, and reads what is on screen anew when it changes. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const refresh = refresher(queries);
    let stream = open();
    let again: ReturnType<typeof setTimeout> | undefined;

    function open(): EventSource {
      const opened = new EventSource(EVENTS);
      opened.addEventListener('status', ({ data }: MessageEvent<string>) => {
        const change = JSON.parse(data) as StatusChange;
        heard(change.at, { isStreaming: true });
        take(queries, change);
        if (Object.keys(change).some((part) => !QUIET_PARTS.has(part))) refresh.soon();
      });
      opened.addEventListener('beat', ({ data }: MessageEvent<string>) => {
        const beat = JSON.parse(data) as Beat;
        heard(beat.at, { isStreaming: true });
        take(queries, beat);
      });
      opened.addEventListener('trouble', ({ data }: MessageEvent<string>) => {
        const { at, detail } = JSON.parse(data) as Trouble;
        heard(at, { isStreaming: true, trouble: detail });
      });
      opened.addEventListener('error', () => {
        lostStream();
        if (opened.readyState !== EventSource.CLOSED) return;
        again = setTimeout(() => (stream = open()), TRY_AGAIN_MS);
      });
      return opened;
    }

    return () => {
      clearTimeout(again);
      refresh.stop();
      stream.close();
    };
  }, [queries]);
}

function take(queries: QueryClient, change: StatusChange): void {
  const known = queries.getQueryData<Status>([STATUS_PATH]);
  const next = applyChange(known, change);
  if (next) queries.setQueryData<Status>([STATUS_PATH], next);
  else void queries.invalidateQueries({ queryKey: [STATUS_PATH] });
}

/** Reads active queries anew, the status aside, which the stream brings. */
function refresher(queries: QueryClient) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const kept = new Set<unknown>([STATUS_PATH, SESSION_KEY[0]]);
  const run = () => {
    timer = undefined;
    void queries.invalidateQueries({
      predicate: ({ queryKey, state }) => !kept.has(queryKey[0]) && !isLong(state.data),
    });
  };
  return { soon: () => (timer ??= setTimeout(run, REFRESH_MS)), stop: () => clearTimeout(timer) };
}

const isLong = (data: unknown): boolean =>
  ((data as { readonly pages?: readonly unknown[] } | undefined)?.pages?.length ?? 0) >
  MOST_PAGES_ANEW;
