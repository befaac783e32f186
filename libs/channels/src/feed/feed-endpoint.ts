import { csvFormat } from './csv-format.js';
import type { FeedFormat } from './feed-format.js';
import { jsonFormat } from './json-format.js';
import { localInventoryFormat } from './local-inventory-format.js';

interface FeedCommon {
  /** the whole path of the file */
  readonly file: string;
  readonly minIntervalSeconds: number;
}

export type FeedEndpoint =
  | (FeedCommon & { readonly format: 'csv' | 'json' })
  | (FeedCommon & { readonly format: 'google-local-inventory'; readonly storeCode: string });

export function formatOf(endpoint: FeedEndpoint): FeedFormat {
  switch (endpoint.format) {
    case 'csv':
      return csvFormat;
    case 'json':
      return jsonFormat;
    case 'google-local-inventory':
      return localInventoryFormat(endpoint.storeCode);
  }
}
