import { z } from 'zod';

/** Where something is called. Addresses are shown and kept, so nothing in them may be a secret. */
export const address = z
  .url({ protocol: /^https?$/ })
  .refine(isPlain, { error: 'an address without login, query and fragment' });

/** What is no URL at all is told as that. */
function isPlain(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === '');
}
