import type { LimitHint } from '../limiter/limit-dimension.js';
import type { ObservedListing } from './listing-row.js';
import type { NotNow } from './push-result.js';

/** What the listings that were asked for show; one that the channel does not list is absent. */
export type ReadBackResult =
  | {
      readonly kind: 'read';
      readonly quantities: ReadonlyMap<string, number>;
      readonly hints?: readonly LimitHint[];
    }
  | NotNow;

/** A page of everything that the channel lists. */
export type ListResult =
  | {
      readonly kind: 'page';
      readonly listings: readonly ObservedListing[];
      /** where the next page begins, in the channel's own terms; null: this was the last */
      readonly next: string | null;
      readonly hints?: readonly LimitHint[];
    }
  | NotNow;
