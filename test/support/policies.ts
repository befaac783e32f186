import { CALL_KINDS } from '#channels';
import type { ChannelPolicy, Policy, SourcePolicy } from '#config';
import { tokenBucket } from './limits.js';

const source = (pack: string): SourcePolicy => ({
  pack,
  timeZone: 'UTC',
  staleAfterSeconds: 30,
  withholdAfterSeconds: 900,
  recoverAfterSeconds: 15,
  readAnew: 'automatic',
  database: { host: '127.0.0.1', port: 1, name: 'legacy', user: 'reader', password: 'secret-1' },
  capture: { secrets: '/secrets/legacy.properties' },
});

export type SandboxPolicy = Extract<ChannelPolicy, { connector: 'sandbox' }>;

export const channelPolicy = (part: Partial<SandboxPolicy>): SandboxPolicy => ({
  connector: 'sandbox',
  endpoint: { url: 'http://127.0.0.1:1', account: 'shop', token: 'secret-2' },
  limits: [{ ...tokenBucket({ capacity: 1, refillPerSecond: 1 }), counts: [...CALL_KINDS] }],
  rowsPerCall: 50,
  pool: ['leeds', 'depot'],
  mode: 'shared',
  weight: null,
  buffer: 0,
  protect: {},
  cap: null,
  reservation: {
    anonymous: { cartSeconds: 120, checkoutSeconds: 600 },
    known: { cartSeconds: 600, checkoutSeconds: 7_200 },
    maxUnitsPerKey: null,
    unmatchedAfterSeconds: 86_400,
    orderPrefix: '',
  },
  firstParty: false,
  limitedBelow: 0,
  pickup: null,
  preorder: null,
  unlisted: 'publish',
  leadTimeDays: null,
  massZero: null,
  listEveryMinutes: null,
  ...part,
});

const BAZAAR = channelPolicy({ buffer: 1, protect: { leeds: 2 } });

/** As a policy has it that says nothing of it. */
export const STALENESS: Policy['staleness'] = {
  graceMinutes: 30,
  leastMinutes: 10,
  mostHours: 24,
  recoverAfterSeconds: 120,
  withholdAfterMinutes: 240,
};

/** A shop and a depot, two sources, two marketplaces. */
export const shopPolicy = (): Policy => ({
  version: 1,
  sources: { pos: source('opensourcepos'), wms: source('odoo') },
  locations: {
    leeds: { source: 'pos', name: 'Leeds', kind: 'store', fallbacks: [], precedence: {} },
    depot: { source: 'wms', name: 'WH/Stock', kind: 'warehouse', fallbacks: [], precedence: {} },
  },
  channels: {
    bazaar: BAZAAR,
    emporium: channelPolicy({ pool: ['depot'], cap: 10 }),
  },
  countClasses: [{ name: 'all', fromUnitsPerDay: 0, withinDays: 30 }],
  vendors: {},
  retention: { movementDays: 400, publicationDays: 90 },
  calendars: {},
  staleness: STALENESS,
  policyVersion: 'abc123abc123',
});

/** The same shop with one marketplace only. */
export const bazaarPolicy = (part: Partial<SandboxPolicy> = {}): Policy => ({
  ...shopPolicy(),
  channels: { bazaar: { ...BAZAAR, ...part } },
});
