import { createConnector, type ListingRow } from '#channels';
import type { ChannelPolicy } from '#config';
import { failed, ok, type CheckResult } from '#connect';
import { randomUUID } from 'node:crypto';

/** No shop sells this; a marketplace answers that it has no such listing. */
const probe: ListingRow = {
  sku: 'shelfwire-doctor-probe',
  quantity: 0,
  version: 1,
  shown: null,
  ids: {},
  leadTimeDays: null,
  offer: null,
};

/** The marketplace account: it answers, and takes the token. Reads, never writes. */
export async function checkChannel(channel: ChannelPolicy): Promise<CheckResult[]> {
  const connector = createConnector(channel);
  const { url, account } = channel.endpoint;
  try {
    const answer = await connector.readBack([probe], {
      callId: randomUUID(),
      lane: 'normal',
      signal: AbortSignal.timeout(connector.capabilities.timeoutMs),
    });
    if (answer.kind === 'read') return [ok('account', `${account} at ${url}`)];
    // Too many calls: whoever is told so has been let in.
    if (answer.kind === 'throttled') return [ok('account', `${account} at ${url}, busy now`)];
    return [
      failed('account', {
        found: `${account} at ${url}: ${answer.reason}`,
        expected: 'an account that answers and takes the token',
        mend: 'start the marketplace, or correct url, account and token of the channel',
      }),
    ];
  } finally {
    await connector.close();
  }
}
