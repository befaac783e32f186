/** One stock location of one channel of a Vendure shop. */
export interface VendureEndpoint {
  /** the shop's own address, below which `/admin-api` is */
  readonly url: string;
  readonly apiKey: string;
  readonly stockLocationId: string;
  /** null: the shop's default channel */
  readonly channelToken: string | null;
}
