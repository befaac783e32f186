import type { ChannelConnector, ListingRow } from '#channels';
import type { FakeMarket } from '../../../apps/sandbox/src/fake/fake-market.js';

/** A connector, its marketplace, and what the suite must know to bring them together. */
export interface Subject {
  readonly market: FakeMarket;
  readonly url: string;
  readonly connector: ChannelConnector;
  /** secrets that no answer, reason or error may repeat */
  readonly secrets: readonly string[];
  /** What the marketplace knows a seeded listing by, beside its sku. */
  readonly idsOf: (sku: string) => ListingRow['ids'];
  /** The access tokens that were given out are no longer good; left out where tokens do not expire. */
  expireTokens?(): void;
  /** how often new access tokens were asked for */
  tokensAsked?(): number;
  close(): Promise<void>;
}

/** What a connector is known to do, so that no promise is left out because it forgot to say so. */
export interface Traits {
  readonly readsBack: boolean;
  readonly tokensExpire: boolean;
}

export interface SubjectOptions {
  /** most milliseconds of a call; short in tests of answers that stay out */
  readonly timeoutMs: number;
  /** where the connector is to call instead of the marketplace's own address */
  readonly url?: string;
}

export type StartSubject = (options: SubjectOptions) => Promise<Subject>;
