import { createConnector } from '#channels';
import type { ChannelPolicy } from '#config';
import { failed, ok, type CheckResult } from '#connect';

/** No shop sells this; a marketplace answers that it has no such listing. */
const PROBE = 'shelfwire-doctor-probe';

/** Too many calls: whoever is told so has been let in. */
const THROTTLED = /\b429\b/;

/** The marketplace account: it answers, and takes the token. Reads, never writes. */
export async function checkChannel(channel: ChannelPolicy): Promise<CheckResult[]> {
  const connector = createConnector(channel);
  const { url, account } = channel.endpoint;
  try {
    const answer = await connector.readBack([PROBE]);
    if (answer.kind === 'read') return [ok('account', `${account} at ${url}`)];
    if (THROTTLED.test(answer.reason)) return [ok('account', `${account} at ${url}, busy now`)];
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
