/** One stock location of one Medusa shop. */
export interface MedusaEndpoint {
  /** of the shop's server, such as https://shop.example.com, without /admin */
  readonly url: string;
  /** a secret API key, sk_… */
  readonly apiKey: string;
  /** the stock location whose quantity is set, sloc_… */
  readonly locationId: string;
}
