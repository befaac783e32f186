/** Disjoint states of stock. On hand is the sum of the physical ones. */
export const PHYSICAL_BUCKETS = [
  'available_base',
  'allocated',
  'damaged',
  'quarantine',
  'non_sellable',
] as const;

export const BUCKETS = [...PHYSICAL_BUCKETS, 'in_transit', 'inbound_confirmed'] as const;

export type Bucket = (typeof BUCKETS)[number];
