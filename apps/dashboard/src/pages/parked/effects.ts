import type { Parked } from '../../../../api/src/parked/parked.schema.js';

export const REDRIVING =
  'The normalizer tries it again, by its packs of now. What fails once more is parked once more.';
export const DISCARDING =
  'It is set aside for good: its change never reaches the stock. Its bytes are kept.';

/** Why a message is not tried again; undefined: it can be. */
export function whyNotRedriven({ state, stage }: Parked): string | undefined {
  if (state !== 'parked') return 'It is being tried again';
  return stage === 'normalizer'
    ? undefined
    : `The ${stage} parked it: only what the normalizer parked is tried again`;
}
