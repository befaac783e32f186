import { z } from 'zod';
import type { QuantityRow } from '../market/listing.js';
import { badRequest, type Refusal } from './answers.js';
import { parseJson } from './parse-json.js';

const MOST_BYTES = 256 * 1024;

const putBody = z.strictObject({
  items: z.array(z.strictObject({ sku: z.string(), quantity: z.number() })).min(1),
});

/** Reads a call's rows; the shape must be right, each row is judged later by itself. */
export function readRows(body: unknown, rowsPerCall: number): QuantityRow[] | Refusal {
  const text = typeof body === 'string' ? body : '';
  if (Buffer.byteLength(text) > MOST_BYTES) {
    return tooLarge(`the body has more than ${MOST_BYTES} bytes`);
  }
  const json = parseJson(text);
  if (json === undefined) {
    return { status: 400, code: 'bad_json', message: 'the body is not JSON' };
  }
  const result = putBody.safeParse(json);
  if (!result.success) return badRequest(result.error);
  if (result.data.items.length > rowsPerCall) {
    return tooLarge(`${result.data.items.length} items, at most ${rowsPerCall} go in a call`);
  }
  return result.data.items;
}

const tooLarge = (message: string): Refusal => ({ status: 413, code: 'too_large', message });
