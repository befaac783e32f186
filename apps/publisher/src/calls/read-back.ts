import { randomUUID } from 'node:crypto';
import type { Desk } from './desk.js';
import { listingRow } from './listing-row.js';
import { recordAnswers, type Answer } from './record-answers.js';
import type { CallEnd } from './send-call.js';

/**
 * Looks up what calls without a clear answer left behind; nothing else is written to those listings
 * before. What shows the number that was sent is confirmed, the rest is to be sent again.
 *
 * @throws LeaseLostError
 */
export async function readBack(desk: Desk, signal: AbortSignal): Promise<CallEnd> {
  const { channel, connector, limiter, listings, telemetry } = desk;
  const rows = listings.unclear(connector.capabilities.rowsPerRead);
  const settleLimit = limiter.start(1, 'read');
  const result = await connector.readBack(
    rows.map((sent) => listingRow(sent, null)),
    { callId: randomUUID(), lane: 'urgent', signal },
  );
  switch (result.kind) {
    case 'throttled':
      settleLimit({ charged: false, retryAfterMs: result.retryAfterMs, hints: result.hints });
      telemetry.trouble(channel, 'throttled', `read-back, wait ${result.retryAfterMs} ms`);
      return 'fine';
    case 'unauthorized':
    case 'unavailable':
      settleLimit({ charged: false });
      telemetry.trouble(channel, result.kind, `read-back, ${result.reason}`);
      return 'away';
    case 'read': {
      settleLimit({ charged: true, ...(result.hints && { hints: result.hints }) });
      const confirmed: Answer[] = [];
      for (const sent of rows) {
        const quantity = result.quantities.get(sent.sku);
        if (quantity === sent.quantity) {
          confirmed.push({ sent, outcome: 'confirmed', rejected: null });
        } else {
          listings.disprove(sent, quantity);
        }
      }
      await recordAnswers(desk, confirmed, signal);
      return 'fine';
    }
  }
}
