import type { CallContext, Lane } from '#channels';
import { randomUUID } from 'node:crypto';

/** A call that was begun is brought to its end, also when the process is asked to stop. */
const { signal } = new AbortController();

export const callContext = (lane: Lane): CallContext => ({ callId: randomUUID(), lane, signal });
