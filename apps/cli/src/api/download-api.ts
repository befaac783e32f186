import type { ApiAccess } from '#config';
import { parseJson, refusal, send } from './ask-api.js';

/**
 * The bytes of an answer that is a file.
 *
 * @param api where it is, and the key that is shown to it
 * @throws CommandError when it does not answer, or refuses
 */
export async function downloadApi(api: ApiAccess, path: string): Promise<Buffer> {
  const { statusCode, body } = await send(api, path, { method: 'GET' });
  if (statusCode >= 400) throw refusal(api, path, statusCode, parseJson(body.toString('utf8')));
  return body;
}
