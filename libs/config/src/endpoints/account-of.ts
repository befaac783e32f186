/** The fields of an endpoint that say whose account it is at the marketplace, by connector. */
export const ACCOUNT_FIELDS = {
  sandbox: ['account'],
  amazon: ['sellerId', 'marketplaceId'],
  shopify: ['shop', 'locationId'],
  medusa: ['url', 'locationId'],
  mirakl: ['url', 'shopId', 'warehouse'],
  webhook: ['account'],
  feed: ['file'],
  ebay: ['seller'],
  vendure: ['url', 'channelToken', 'stockLocationId'],
} as const;

export type ConnectorName = keyof typeof ACCOUNT_FIELDS;

/** Whose account a channel writes to, for people. */
export function accountOf({
  connector,
  endpoint,
}: {
  readonly connector: ConnectorName;
  readonly endpoint: object;
}): string {
  const fields: readonly string[] = ACCOUNT_FIELDS[connector];
  const values = new Map<string, unknown>(Object.entries(endpoint));
  return fields
    .map((field) => values.get(field))
    .filter((value) => value !== null)
    .map(String)
    .join(' ');
}
