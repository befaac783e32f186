import { readApiAccess, type ApiAccess } from '#config';
import { request } from 'undici';
import { failed, ok, type CheckResult } from '#connect';
import { KEY_ADVICE } from '../api/ask-api.js';

const TIMEOUT_MS = 5_000;

/** The HTTP API: it answers, says of itself that it works, and takes the key of this environment. */
export async function checkApi(env: NodeJS.ProcessEnv): Promise<CheckResult[]> {
  const api = readApiAccess(env);
  const { url } = api;
  try {
    const timeouts = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
    const { statusCode, body } = await request(`${url}/health`, timeouts);
    const text = await body.text();
    if (statusCode === 200) return [ok('health', url), await checkKey(api)];
    return [
      failed('health', {
        found: `${url}/health answers ${statusCode}: ${text.slice(0, 500)}`,
        expected: '200',
        mend: 'mend the checks that fail in the answer',
      }),
    ];
  } catch (error) {
    const { code = 'no answer' } = error as { code?: string };
    return [
      failed('health', {
        found: `${url} does not answer (${code})`,
        expected: 'a running API',
        mend: 'npm start (or start the api app), or set SHELFWIRE_API_URL',
      }),
    ];
  }
}

async function checkKey({ url, key }: ApiAccess): Promise<CheckResult> {
  const expected = 'a key that the API takes';
  if (key === undefined) {
    return failed('key', { found: 'no API key is given', expected, mend: KEY_ADVICE });
  }
  const { statusCode, body } = await request(`${url}/v1/session`, {
    headers: { authorization: `Bearer ${key}` },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  const answer = (await body.json()) as { name?: string; scope?: string; detail?: string };
  if (statusCode === 200) return ok('key', `${answer.name}, scope ${answer.scope}`);
  return failed('key', {
    found: `${url} answers ${statusCode}: ${answer.detail}`,
    expected,
    mend: KEY_ADVICE,
  });
}
