import { jsonOf } from '../http/json.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import { createdImport } from './answers.js';
import { IMPORTS_PATH, stillUnderWay, type Desk } from './desk.js';
import { writeRefusal } from './refusals.js';
import { stockFile } from './stock-file.js';

/** The shortest time that Mirakl allows between two looks at an import. */
const CHECK_AFTER_MS = 15_000;

/** STO01: all rows in one file. */
export async function importStock(
  { api, endpoint }: Desk,
  rows: readonly ListingRow[],
  signal: AbortSignal,
): Promise<PushResult> {
  const form = await formOf(stockFile(rows, endpoint));
  const answer = await api.post({ path: IMPORTS_PATH, signal }, form);
  if (answer.kind !== 'answer') return answer;
  if (answer.status < 200 || answer.status > 299) return writeRefusal(answer, endpoint.apiKey);
  const created = createdImport.safeParse(jsonOf(answer)).data;
  if (!created) return { kind: 'unknown', reason: 'STO01: no import id in the answer' };
  return stillUnderWay(rows, { id: created.import_id, checkAfterMs: CHECK_AFTER_MS });
}

async function formOf(file: string) {
  const form = new FormData();
  form.append('file', new Blob([file], { type: 'text/csv' }), 'stock.csv');
  const encoded = new Response(form);
  return {
    contentType: encoded.headers.get('content-type') ?? '',
    body: Buffer.from(await encoded.arrayBuffer()),
  };
}
