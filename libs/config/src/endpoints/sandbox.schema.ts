import { z } from 'zod';
import { name } from '../policy-words.js';

/** `endpoint:` of a channel whose connector is `sandbox`, the pretend marketplace. */
export const sandboxEndpoint = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  account: name,
  token: z.string().min(1),
});
