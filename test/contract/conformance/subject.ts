import type { ChannelConnector, ListingRow } from '#channels';
import type { FakeMarket } from '../../../apps/sandbox/src/fake/fake-market.js';

/** What the suite does behind a channel's back. */
export type BehindChannel = Pick<FakeMarket, 'faults' | 'seed' | 'shown' | 'edit' | 'settle'>;

/** A connector, its marketplace, and what the suite must know to bring them together. */
export interface Subject {
  readonly market: BehindChannel;
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
  /** somebody answers who has limits and credentials and may fail; false: it writes a file of this machine */
  readonly isRemote: boolean;
  /** what is not listed is refused; false: it is listed with its first number */
  readonly refusesUnlisted: boolean;
  /** whether a sku may have any character; false: those of ASCII only, others are refused */
  readonly takesAnySku: boolean;
}

/** Most channels are somebody's marketplace, and list what its merchant has set up there. */
export const MARKETPLACE = { isRemote: true, refusesUnlisted: true, takesAnySku: true } as const;

export interface SubjectOptions {
  /** most milliseconds of a call; short in tests of answers that stay out */
  readonly timeoutMs: number;
  /** where the connector is to call instead of the marketplace's own address */
  readonly url?: string;
}

export type StartSubject = (options: SubjectOptions) => Promise<Subject>;
