import type { MinIntervalLimit } from '../limiter/limit-dimension.js';

export type MiraklLimit = 'stock-imports' | 'import-status' | 'offers';

const perCall = {
  kind: 'minInterval',
  scope: 'account',
  cost: 'request',
  perRequest: 1,
  perRow: 0,
} as const;

/**
 * The "maximum usage" of STO01 and STO02 in Mirakl's descriptions of them. For OF21 they give no number
 * ("on each shop's offers page view"); a second is what a person might do.
 */
export const MIRAKL_LIMITS: readonly (MinIntervalLimit & { readonly id: MiraklLimit })[] = [
  { ...perCall, id: 'stock-imports', counts: ['write'], intervalMs: 60_000 },
  { ...perCall, id: 'import-status', counts: ['poll'], intervalMs: 15_000 },
  { ...perCall, id: 'offers', counts: ['read'], intervalMs: 1_000 },
];
