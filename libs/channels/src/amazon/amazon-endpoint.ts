/** One seller in one store, and the app that the seller let in. */
export interface AmazonEndpoint {
  readonly region: 'na' | 'eu' | 'fe';
  /** null: the region's own */
  readonly url: string | null;
  readonly tokenUrl: string;
  readonly sellerId: string;
  readonly marketplaceId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly defaultProductType: string;
  /** fulfillment_channel_code whose quantity is set and read */
  readonly fulfillmentChannel: string;
}

export const addressOf = ({ region, url }: AmazonEndpoint): string =>
  url ?? `https://sellingpartnerapi-${region}.amazon.com`;
