import type { Voice } from '#storage';
import type { CallerIdentity } from './caller.js';

/** A person may name themselves beside the key; the key is what is proved. */
export const voiceOf = (
  { keyId, name }: CallerIdentity,
  by: string | undefined,
  reason: string,
): Voice => ({ actor: by ?? name, keyId, reason });
