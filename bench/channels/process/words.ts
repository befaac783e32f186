import type { ItemNumbers } from '../../../apps/publisher/src/storage/stored-items.js';

/** What a publisher's process is given. */
export interface PublisherSetting {
  readonly databaseUrl: string;
  readonly marketUrl: string;
  readonly channels: readonly string[];
}

export type ToPublisher =
  { readonly kind: 'offer'; readonly item: ItemNumbers } | { readonly kind: 'weigh' };

/** What it says. Bytes of its memory, milliseconds since 1970. */
export type FromPublisher =
  | { readonly kind: 'started' }
  | { readonly kind: 'answered'; readonly rows: number; readonly atMs: number }
  | { readonly kind: 'weight'; readonly resident: number; readonly heap: number };
