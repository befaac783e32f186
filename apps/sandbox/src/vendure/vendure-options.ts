/** What an API key's role may be given, as far as stock goes. */
export type Permission = 'ReadProduct' | 'UpdateProduct' | 'ReadStockLocation';

export interface VendureOptions {
  readonly apiKey: string;
  readonly permissions: readonly Permission[];
  readonly stockLocationId: string;
  /** null: the shop has one channel, and takes any token for it */
  readonly channelToken: string | null;
  /** false: skus are compared as MySQL's usual collations do */
  readonly comparesCase: boolean;
  /** of variants that have no setting of their own */
  readonly trackInventory: boolean;
}

export const VENDURE_DEFAULTS: VendureOptions = {
  apiKey: '5f3a0c6e2b7a:49838c045d1f0c6e',
  permissions: ['ReadProduct', 'UpdateProduct', 'ReadStockLocation'],
  stockLocationId: '1',
  channelToken: null,
  comparesCase: true,
  trackInventory: true,
};
