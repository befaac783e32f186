import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import type { NotNow } from '../port/push-result.js';
import { storedDocument } from './answers.js';
import { FEEDS_PATH, type Desk } from './desk.js';
import { nothingApplied, oddAnswer, readRefusal } from './refusals.js';
import { transfer, unzipped } from './transfer.js';

/** `getFeedDocument`, and the document itself from where it is stored, unzipped. */
export async function fetchDocument(
  { api, timeoutMs }: Desk,
  documentId: string,
  signal: AbortSignal,
): Promise<HttpAnswer | NotNow> {
  const path = `${FEEDS_PATH}/documents/${encodeURIComponent(documentId)}`;
  const answer = await api.call({ method: 'GET', path, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status !== 200) return readRefusal(answer);
  const document = storedDocument.safeParse(jsonOf(answer)).data;
  if (!document) return oddAnswer('getFeedDocument');
  const got = await transfer(document.url, { method: 'GET', signal }, timeoutMs);
  if (got.kind !== 'answer') return nothingApplied(got);
  // The address is good for five minutes; the next poll gets another one.
  if (got.status !== 200) return { kind: 'unavailable', reason: `document: HTTP ${got.status}` };
  const isZipped = document.compressionAlgorithm === 'GZIP' && got.body !== undefined;
  return isZipped ? { ...got, body: await unzipped(got.body) } : got;
}
