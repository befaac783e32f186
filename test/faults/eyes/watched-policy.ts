import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

const policy = z.looseObject({
  sources: z.record(z.string(), z.looseObject({})),
  locations: z.record(z.string(), z.looseObject({})),
});

/** Seconds without a heartbeat after which a source is silent. */
const STALE_AFTER_SECONDS = 10;

/** Writes the demonstration's policy with short times, and a receiver of its own notifications. */
export function writeWatchedPolicy(folder: string, receiver: string): string {
  const shipped = policy.parse(parse(readFileSync('shelfwire.yaml', 'utf8')));
  const sources = Object.entries(shipped.sources).map(([name, source]) => [
    name,
    { ...source, staleAfterSeconds: STALE_AFTER_SECONDS, recoverAfterSeconds: 3 },
  ]);
  const secret = `whsec_${Buffer.from('e'.repeat(32)).toString('base64')}`;
  const watched = {
    ...shipped,
    sources: Object.fromEntries(sources) as object,
    locations: {
      ...shipped.locations,
      'store-leeds': { ...shipped.locations['store-leeds'], staleAfterMinutes: 1 },
    },
    staleness: { graceMinutes: 0, recoverAfterSeconds: 5 },
    notifications: {
      receivers: {
        own: { kind: 'webhook', url: receiver, secrets: [secret], allowPrivateAddresses: true },
      },
      groupWaitSeconds: { critical: 5, warning: 5 },
      groupIntervalSeconds: 5,
      endAfterSeconds: 5,
    },
  };
  const file = path.join(folder, 'shelfwire.yaml');
  writeFileSync(file, stringify(watched));
  return file;
}
