import { z } from 'zod';
import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';

/** Problem Details (RFC 9457), as far as people are told of them. */
const problem = z.object({ title: z.string().optional(), detail: z.string().optional() });

/** What a receiver says of a delivery that it did not take; a careless one repeats what it was sent. */
export function receiverWords(answer: HttpAnswer, secrets: readonly string[]): string {
  const { title, detail } = problem.safeParse(jsonOf(answer)).data ?? {};
  const said = [title, detail].filter((text) => text !== undefined).join(': ');
  return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), said);
}

/**
 * A page for people under a status of success comes from a proxy in between, not from the receiver. A
 * word such as `OK` is fine, whatever type it claims to be.
 */
export const isPage = ({ headers, body }: HttpAnswer): boolean =>
  String(headers['content-type']).includes('html') &&
  body?.toString('utf8').trimStart().startsWith('<') === true;
