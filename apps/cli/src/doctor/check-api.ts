import { readApiUrl } from '#config';
import { request } from 'undici';
import { failed, ok, type CheckResult } from '#connect';

const TIMEOUT_MS = 5_000;

/** The HTTP API: it answers, and says of itself that it works. */
export async function checkApi(env: NodeJS.ProcessEnv): Promise<CheckResult[]> {
  const url = readApiUrl(env);
  try {
    const timeouts = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
    const { statusCode, body } = await request(`${url}/health`, timeouts);
    const text = await body.text();
    if (statusCode === 200) return [ok('health', url)];
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
