import { z } from 'zod';
import { address } from './address.schema.js';
import { name } from '../policy-words.js';

/** `endpoint:` of a channel whose connector is `sandbox`, the pretend marketplace. */
export const sandboxEndpoint = z.strictObject({
  url: address,
  account: name,
  token: z.string().min(1),
});
