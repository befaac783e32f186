import type { TokenBucket } from '../limit/token-bucket.js';
import type { QuotaSizes } from './quotas.js';

export interface Login {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export interface AmazonOptions {
  readonly sellerId: string;
  readonly marketplaceId: string;
  readonly login: Login;
  /** milliseconds */
  readonly now: () => number;
  /** how long an access token is good */
  readonly tokenLifetimeMs: number;
  /** what is accepted shows after this time, or when the market is settled */
  readonly applyAfterMs: number;
  /** a feed waits, and is then worked on, for these times, or until the market is settled */
  readonly feedQueueMs: number;
  readonly feedProcessMs: number;
  readonly zipReports: boolean;
  /** of the account; what is not named is ample */
  readonly quotas: QuotaSizes;
  /** of the app, shared by the accounts that are given the same one */
  readonly appQuota: TokenBucket | null;
  /** where documents are stored; null: at the API's own address */
  readonly documentsUrl: (() => string) | null;
  /** takes patches for SKUs that it does not know, as sellers report of the real one, and shows nothing */
  readonly acceptsUnknownSkus: boolean;
}

export const AMAZON_DEFAULTS: AmazonOptions = {
  sellerId: 'A2EXAMPLE1234',
  marketplaceId: 'A1PA6795UKMFR9',
  login: {
    clientId: 'amzn1.application-oa2-client.example',
    clientSecret: 'amzn1.oa2-cs.v1.example',
    refreshToken: 'Atzr|example',
  },
  now: () => Date.now(),
  tokenLifetimeMs: 3_600_000,
  applyAfterMs: 5_000,
  feedQueueMs: 10_000,
  feedProcessMs: 20_000,
  zipReports: true,
  quotas: {},
  appQuota: null,
  documentsUrl: null,
  acceptsUnknownSkus: false,
};
