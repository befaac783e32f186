import type { CallContext, Lane } from '#channels';
import { randomUUID } from 'node:crypto';

/**
 * A call that was begun is brought to its end, also when the process is asked to stop. Each has a signal
 * of its own: one that lives for ever would remember every call that ever combined it with a time limit.
 */
export const callContext = (lane: Lane): CallContext => ({
  callId: randomUUID(),
  lane,
  signal: new AbortController().signal,
});
