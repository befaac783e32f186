import type { CallContext, ListingRow } from '#channels';

/** A row as the publisher hands it over: one unit of a listing that shows nothing known, unless told otherwise. */
export const listingRow = (sku: string, told: Partial<ListingRow> = {}): ListingRow => ({
  sku,
  quantity: 1,
  version: 1,
  shown: null,
  ids: {},
  leadTimeDays: null,
  offer: null,
  ...told,
});

/** One that nobody calls off. */
export const CALL: CallContext = {
  callId: '7c1c9a53-6a43-4c42-9f2b-6c1b8f2f3f6e',
  lane: 'normal',
  signal: new AbortController().signal,
};
