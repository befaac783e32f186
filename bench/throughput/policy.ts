import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadPolicy, type Policy } from '#config';
import { LOCATIONS } from './load/changes.js';

/** A channel of the benchmark: it draws on every location. */
export interface BenchChannel {
  readonly id: string;
  /** units withheld at every location */
  readonly buffer: number;
  readonly cap: number;
}

export interface BenchPolicy {
  readonly channels: readonly BenchChannel[];
  /** as Shelfwire reads it */
  readonly file: string;
  readonly policy: Policy;
}

const UNUSED_DATABASE = { host: '127.0.0.1', port: 1, name: 'ospos', user: 'none', password: '' };

/** @returns the policy, written into the folder as Shelfwire's programs read it */
export function writePolicy(folder: string, channelCount: number): BenchPolicy {
  const channels = Array.from({ length: channelCount }, (_, at) => ({
    id: `channel-${String(at + 1).padStart(2, '0')}`,
    buffer: at % 3,
    cap: 900,
  }));
  const file = path.join(folder, `policy-${channelCount}.yaml`);
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(contentOf(channels), null, 2));
  return { channels, file, policy: loadPolicy(file, {}) };
}

const contentOf = (channels: readonly BenchChannel[]) => ({
  version: 1,
  sources: {
    pos: {
      pack: path.resolve('connectors/opensourcepos'),
      timeZone: 'Europe/London',
      database: UNUSED_DATABASE,
      capture: { secrets: '/nowhere' },
    },
  },
  locations: Object.fromEntries(
    LOCATIONS.map((id) => [id, { source: 'pos', name: id, kind: 'store' }]),
  ),
  channels: Object.fromEntries(
    channels.map(({ id, buffer, cap }) => [
      id,
      {
        connector: 'sandbox',
        endpoint: { url: 'http://127.0.0.1:1', account: id, token: 'none' },
        limits: [{ id: 'calls', cost: 'request', capacity: 1, refillPerSecond: 1 }],
        pool: LOCATIONS,
        buffer,
        cap,
      },
    ]),
  ),
});
