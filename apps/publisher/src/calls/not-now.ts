import type { NotNow, Settlement } from '#channels';
import type { CallEnd } from './call-end.js';
import type { Desk } from './desk.js';

/** A call that changed and told nothing: what that means for the limits, and for the calls to come. */
export function notNow(
  { channel, telemetry }: Desk,
  what: string,
  result: NotNow,
  settleLimit: (settlement: Settlement) => void,
): CallEnd {
  if (result.kind === 'throttled') {
    const { retryAfterMs, hints } = result;
    settleLimit({ charged: false, retryAfterMs, hints });
    telemetry.trouble(channel, 'throttled', `${what}, asked to wait ${retryAfterMs} ms`);
    return 'fine';
  }
  settleLimit({ charged: false });
  telemetry.trouble(channel, result.kind, `${what}, ${result.reason}`);
  return 'away';
}
