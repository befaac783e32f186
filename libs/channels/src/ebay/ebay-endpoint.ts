/** One seller, and the app that the seller let in. */
export interface EbayEndpoint {
  /** the seller's user name; never sent */
  readonly seller: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** whether offers have quantities of their own, which are read and set beside the items' */
  readonly offerQuantities: boolean;
  /** most rows in a write */
  readonly skusPerCall: number;
  /** such as en-US: of eBay's messages */
  readonly language: string;
  readonly url: string;
  readonly tokenUrl: string;
}
