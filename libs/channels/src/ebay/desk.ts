import type { EbayEndpoint } from './ebay-endpoint.js';
import type { InventoryApi } from './inventory-api.js';

/** What a call has at hand. */
export interface Desk {
  readonly api: InventoryApi;
  readonly endpoint: EbayEndpoint;
}
