import type { Policy } from '#config';
import type { Shop } from '../../oracle/facts.js';
import type { Random } from '../../chaos/random.js';
import { channelPolicy, STALENESS } from '../../support/policies.js';
import type { SystemKind } from '../sources/shop-systems.js';

/** What a system calls each of its places, by id: a place may be renamed to another one's name. */
export const PLACES: Readonly<Record<SystemKind, readonly (readonly string[])[]>> = {
  till: [['Leeds'], ['London', 'Leeds']],
  depot: [['WH/Stock'], ['WH/Annex', 'WH/Stock']],
  books: [['Outlet']],
};

const SHELVES: readonly (readonly [id: string, kind: SystemKind, place: string])[] = [
  ['leeds', 'till', 'Leeds'],
  ['london', 'till', 'London'],
  ['depot', 'depot', 'WH/Stock'],
  ['annex', 'depot', 'WH/Annex'],
  ['outlet', 'books', 'Outlet'],
];

/** One shop in two tellings: a policy for the product, and the oracle's own words. */
export interface ShopTerms {
  readonly policy: Policy;
  readonly shop: Shop;
}

/** @param sourceOf the source's name of this run */
export function shopTerms(
  sourceOf: (kind: SystemKind) => string,
  channels: readonly [string, string],
  policyVersion: string,
  random: Random,
): ShopTerms {
  const [bazaar, emporium] = channels;
  const shop: Shop = {
    shelves: SHELVES.map(([id, kind, place]) => ({ id, source: sourceOf(kind), place })),
    outlets: [
      {
        id: bazaar,
        sellsFrom: ['leeds', 'depot', 'outlet'],
        keepsBack: random.whole(0, 2),
        protects: { leeds: random.whole(0, 3) },
        atMost: null,
      },
      {
        id: emporium,
        sellsFrom: ['london', 'annex', 'outlet'],
        keepsBack: random.whole(0, 1),
        protects: {},
        atMost: random.whole(4, 12),
      },
    ],
  };
  return { shop, policy: policyOf(shop, policyVersion) };
}

/** How long an order may wait for its authority. */
export const PATIENCE_SECONDS = 120;

/** Short, so that a day sees claims expire and orders given up. */
const RESERVATION = {
  anonymous: { cartSeconds: 20, checkoutSeconds: 60 },
  known: { cartSeconds: 20, checkoutSeconds: 60 },
  maxUnitsPerKey: null,
  unmatchedAfterSeconds: PATIENCE_SECONDS,
  orderPrefix: '',
};

const FOLDERS: Readonly<Record<SystemKind, string>> = {
  till: 'test/sim/packs/till',
  depot: 'test/sim/packs/depot',
  books: 'test/sim/packs/books',
};

function policyOf({ shelves, outlets }: Shop, policyVersion: string): Policy {
  const kindOf = new Map(
    shelves.map(({ id, source }) => [source, SHELVES.find(([known]) => known === id)?.[1]]),
  );
  const sources = [...kindOf].map(([source, kind]) => [
    source,
    { pack: FOLDERS[kind ?? 'till'], timeZone: 'UTC', database: { name: 'shop' } },
  ]);
  const locations = shelves.map(({ id, source, place }) => [
    id,
    { source, name: place, kind: 'store', fallbacks: [], precedence: {} },
  ]);
  const channels = outlets.map(({ id, sellsFrom, keepsBack, protects, atMost }) => [
    id,
    channelPolicy({
      pool: [...sellsFrom],
      buffer: keepsBack,
      protect: protects,
      cap: atMost,
      reservation: RESERVATION,
    }),
  ]);
  // Only what the stages read; logins and connectors are nobody's business here.
  return {
    version: 1,
    policyVersion,
    sources: Object.fromEntries(sources) as unknown,
    locations: Object.fromEntries(locations) as unknown,
    channels: Object.fromEntries(channels) as unknown,
    countClasses: [],
    calendars: {},
    staleness: STALENESS,
    vendors: {},
    retention: { movementDays: 400, publicationDays: 90 },
  } as Policy;
}
