import type { NotNow, Settlement } from '#channels';
import type { CallEnd } from './call-end.js';
import type { Desk } from './desk.js';
import { limitSettlement } from './limit-settlement.js';

/** A call that changed and told nothing: what that means for the limits, and for the calls to come. */
export function notNow(
  { channel, telemetry }: Desk,
  what: string,
  result: NotNow,
  settleLimit: (settlement: Settlement) => void,
): CallEnd {
  settleLimit(limitSettlement(result));
  if (result.kind === 'throttled') {
    const { retryAfterMs } = result;
    telemetry.trouble(channel, 'throttled', `${what}, asked to wait ${retryAfterMs} ms`);
    return 'fine';
  }
  telemetry.trouble(channel, result.kind, `${what}, ${result.reason}`);
  return 'away';
}
