import type { Explain } from '../../../../api/src/explain/explain.schema.js';
import type { Tone } from '../../parts/tone.js';

type Made = Explain['listings'][number];

/** What a listing shows and was told, whatever it is made of. */
export type Listing = Omit<Made, 'sku' | 'parts' | 'check'>;

export const TONES: Readonly<Record<Listing['state'], Tone>> = {
  acknowledged: 'ok',
  pending: 'warn',
  unclear: 'warn',
  rejected: 'bad',
  unlisted: 'idle',
};

export const checkText = ({
  agrees,
  recomputed,
  stored,
  note,
}: NonNullable<Made['check']>): string => {
  const now = `Recomputed now: ${recomputed ?? '–'}`;
  return agrees
    ? `${now}, the same.`
    : `${now}, stored ${stored ?? '–'}: ${note ?? 'they differ'}.`;
};

/** A newer version with the same number needs no sending: the older one stands for it. */
export const isShown = ({ desired, acknowledged }: Listing): boolean =>
  desired !== null && acknowledged !== null && acknowledged.version >= desired.version;
