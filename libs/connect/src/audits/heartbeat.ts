import type { Remedy } from './finding.js';

/** A source is alive when its heartbeat travels (promise I9): the connector must be able to write it. */
export const tellHeartbeat = (found: string, mend: string): Remedy => ({
  found,
  expected: 'one row that the capture login may update',
  mend,
});
