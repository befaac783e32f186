import { createConnector } from '#channels';
import { accountOf, type ChannelPolicy } from '#config';
import { failed, ok, type CheckResult } from '#connect';
import { randomUUID } from 'node:crypto';

/** The marketplace account: it answers, and takes the token. Reads, never writes. */
export async function checkChannel(channel: ChannelPolicy): Promise<CheckResult[]> {
  const connector = createConnector(channel);
  const account = accountOf(channel);
  const { endpoint } = channel;
  const url = ('url' in endpoint ? endpoint.url : null) ?? channel.connector;
  try {
    const answer = await connector.list(null, {
      callId: randomUUID(),
      lane: 'reconcile',
      signal: AbortSignal.timeout(connector.capabilities.timeoutMs),
    });
    if (answer.kind === 'page') return [ok('account', `${account} at ${url}`)];
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
