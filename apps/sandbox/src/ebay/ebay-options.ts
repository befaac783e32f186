export interface Login {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export interface EbayOptions {
  readonly login: Login;
  /** milliseconds */
  readonly now: () => number;
  /** how long an access token is good */
  readonly tokenLifetimeMs: number;
  /** of the app, all calls of the Inventory API together */
  readonly callsPerDay: number;
  readonly revisionsPerDay: number;
  /** whether offers are seeded with a quantity of their own, or show the items' */
  readonly offerQuantities: boolean;
  /** what the offset of a list counts: pages by the vendor's word, records as developers use it */
  readonly offsetCounts: 'pages' | 'records';
  /** whether an item has a row of its own in the answer to a write that names its offer, too */
  readonly tellsItems: boolean;
}

export const EBAY_DEFAULTS: EbayOptions = {
  login: {
    clientId: 'Acme-Stock-PRD-example',
    clientSecret: 'PRD-example-secret',
    refreshToken: 'v^1.1#example-refresh-token',
  },
  now: () => Date.now(),
  tokenLifetimeMs: 7_200_000,
  callsPerDay: 2_000_000,
  revisionsPerDay: 250,
  offerQuantities: true,
  offsetCounts: 'pages',
  tellsItems: true,
};
