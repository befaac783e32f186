import type { HttpAnswer } from './http-client.js';

/** @returns undefined when it is no JSON, or larger than an answer may be */
export function jsonOf({ body }: HttpAnswer): unknown {
  if (!body) return undefined;
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** A body as JSON, and the header that says so. */
export const jsonBody = (content: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
  body: JSON.stringify(content),
});
