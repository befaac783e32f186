import { useNews } from '../api/news.js';
import { useNow } from '../time/clock.js';
import { Pill } from '../parts/pill.js';
import { connectionOf } from './connection-of.js';

/** Whether what is shown is of now. */
export function Connection() {
  const state = connectionOf(useNews(), useNow());
  return (
    <span role="status" aria-label="Connection">
      {state === 'live' && <Pill tone="ok">Live</Pill>}
      {state === 'asking' && <Pill tone="warn">Asking every 5 s</Pill>}
      {state === 'connecting' && <Pill tone="idle">Connecting</Pill>}
      {(state === 'silent' || state === 'trouble') && <Pill tone="bad">Not up to date</Pill>}
    </span>
  );
}
