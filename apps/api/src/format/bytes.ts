import { z } from 'zod';

/** A parked message may be megabytes of noise; its start tells enough. */
const MOST_SHOWN = 64 * 1024;

export const bytesSchema = z
  .object({
    encoding: z.enum(['utf8', 'base64']),
    text: z.string(),
    bytes: z.int().describe('how many there are'),
    truncated: z.boolean(),
  })
  .meta({ id: 'Bytes' });

export type Bytes = z.infer<typeof bytesSchema>;

/** Bytes as people can read them: text where they are UTF-8, else base64. */
export function readable(value: Buffer | null): Bytes | null {
  if (value === null) return null;
  const shown = value.subarray(0, MOST_SHOWN);
  const truncated = shown.length < value.length;
  const text = utf8(shown, truncated);
  return text === undefined
    ? { encoding: 'base64', text: shown.toString('base64'), bytes: value.length, truncated }
    : { encoding: 'utf8', text, bytes: value.length, truncated };
}

/** @param cut the last character may be incomplete, because the bytes were cut there */
function utf8(value: Buffer, cut: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value, {
      stream: cut,
    });
  } catch {
    return undefined;
  }
}
