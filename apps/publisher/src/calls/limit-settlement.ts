import type { PushResult, Settlement } from '#channels';

/** What an answer means for the limits. Nothing is charged for a call that never arrived; in doubt, everything is. */
export function limitSettlement(result: PushResult): Settlement {
  switch (result.kind) {
    case 'answered':
      return { charged: true, hints: result.hints };
    case 'throttled': {
      const { hints, refusedBy, retryAfterMs } = result;
      return { charged: false, hints, retryAfterMs, ...(refusedBy !== undefined && { refusedBy }) };
    }
    case 'unauthorized':
    case 'unavailable':
      return { charged: false };
    case 'refused':
    case 'unknown':
      return { charged: true };
  }
}
