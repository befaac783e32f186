import type { ApiAccess } from '#config';
import { request } from 'undici';
import { z } from 'zod';
import { CommandError } from '../command.js';

const TIMEOUT_MS = 10_000;

/** How somebody comes by a key; with the database's login, for nobody else can. */
export const KEY_ADVICE =
  'Make one with: shelfwire keys create --name <yours> --scope operator; then set SHELFWIRE_API_KEY to it, or SHELFWIRE_API_KEY_FILE to a file that holds it.';

/** An RFC 9457 answer of the API. */
const problemSchema = z.looseObject({
  title: z.string(),
  detail: z.string().optional(),
  suggestion: z.string().nullish(),
  errors: z
    .array(z.looseObject({ field: z.string(), expected: z.string(), found: z.string() }))
    .default([]),
});

export interface ApiAnswer<T> {
  /** as the API gave it */
  readonly raw: unknown;
  readonly value: T;
}

/** What is said to the API beside the path. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** sent as JSON */
  readonly body?: object;
}

/**
 * Asks the HTTP API.
 *
 * @param api where it is, and the key that is shown to it
 * @throws CommandError when it does not answer, refuses, or answers in another form
 */
export async function askApi<T>(
  api: ApiAccess,
  path: string,
  schema: z.ZodType<T>,
  call: Call = { method: 'GET' },
): Promise<ApiAnswer<T>> {
  const { url } = api;
  const { statusCode, body } = await send(api, path, call);
  const raw = parseJson(body.toString('utf8'));
  if (statusCode >= 400) throw refusal(api, path, statusCode, raw);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { raw, value: parsed.data };
  throw new CommandError(
    `${url}${path} answers in another form than this command knows. Is it the Shelfwire API, of the same version?\n${z.prettifyError(parsed.error)}`,
  );
}

/** @throws CommandError when it does not answer */
export async function send(
  { url, key }: ApiAccess,
  path: string,
  { method, body: said }: Call,
): Promise<{ statusCode: number; body: Buffer }> {
  try {
    const { statusCode, body } = await request(`${url}${path}`, {
      method,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(said && { 'content-type': 'application/json' }),
      },
      ...(said && { body: JSON.stringify(said) }),
    });
    return { statusCode, body: Buffer.from(await body.arrayBuffer()) };
  } catch (cause) {
    const { code = 'no answer' } = cause as { code?: string };
    throw new CommandError(
      `The Shelfwire API does not answer at ${url} (${code}). Start it (npm start on one machine, else the api app), or set SHELFWIRE_API_URL to where it is.`,
      { cause },
    );
  }
}

/** What the API says no with, for people. */
export function refusal(
  { url, key }: ApiAccess,
  path: string,
  status: number,
  raw: unknown,
): CommandError {
  if (status === 401) return new CommandError(wantedKey(url, key));
  const problem = problemSchema.safeParse(raw);
  if (!problem.success) return new CommandError(`${url}${path} answers ${status}.`);
  const { title, detail = title, errors, suggestion } = problem.data;
  const hint = suggestion ? ` Did you mean "${suggestion}"?` : '';
  const fields = errors.map(
    ({ field, expected, found }) => `\n  ${field}: found ${found}, expected ${expected}`,
  );
  return new CommandError(`${detail}${hint}${fields.join('')}`);
}

const wantedKey = (url: string, key: string | undefined): string => {
  const found =
    key === undefined
      ? `The Shelfwire API at ${url} asks for a key, and none is given.`
      : `The Shelfwire API at ${url} does not take the key that is given: it is unknown there, has expired, or was revoked.`;
  return `${found} ${KEY_ADVICE}`;
};

/** Text that is no JSON stays text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
