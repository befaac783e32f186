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
    const { kind: _kind, ...refusal } = result;
    settleLimit({ charged: false, ...refusal });
    telemetry.trouble(channel, 'throttled', `${what}, asked to wait ${refusal.retryAfterMs} ms`);
    return 'fine';
  }
  settleLimit({ charged: false });
  telemetry.trouble(channel, result.kind, `${what}, ${result.reason}`);
  return 'away';
}
