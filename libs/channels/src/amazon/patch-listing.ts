import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PendingJob, PushResult, RowVerdict } from '../port/push-result.js';
import type { AmazonEndpoint } from './amazon-endpoint.js';
import { submission } from './answers.js';
import { availabilityPatch } from './availability-patch.js';
import type { Desk } from './desk.js';
import { query } from './query.js';
import { writeRefusal } from './refusals.js';

/** What was taken is looked for after a minute: most changes show by then, and a feed's too. */
export const READ_BACK: PendingJob = { id: null, checkAfterMs: 60_000 };

export const itemPath = ({ sellerId }: AmazonEndpoint, sku: string): string =>
  `${itemsPath(sellerId)}/${encodeURIComponent(sku)}`;

export const itemsPath = (sellerId: string): string =>
  `/listings/2021-08-01/items/${encodeURIComponent(sellerId)}`;

/** `patchListingsItem`: one row. */
export async function patchListing(
  { api, endpoint }: Desk,
  row: ListingRow,
  signal: AbortSignal,
): Promise<PushResult> {
  const answer = await api.call({
    method: 'PATCH',
    path: `${itemPath(endpoint, row.sku)}?${query({ marketplaceIds: endpoint.marketplaceId })}`,
    content: availabilityPatch(row, endpoint),
    signal,
  });
  if (answer.kind !== 'answer') return answer;
  return answer.status === 200
    ? readSubmission(answer)
    : writeRefusal(answer, 'patch-listings-item');
}

function readSubmission(answer: HttpAnswer): PushResult {
  const said = submission.safeParse(jsonOf(answer));
  if (!said.success) {
    return { kind: 'unknown', reason: "the answer is not what the vendor's model says" };
  }
  const { status, issues } = said.data;
  if (status === 'ACCEPTED') {
    return { kind: 'answered', verdicts: [{ outcome: 'accepted' }], hints: [], job: READ_BACK };
  }
  const issue = issues.find(({ severity }) => severity === 'ERROR') ?? issues[0];
  const verdict: RowVerdict = {
    outcome: 'rejected',
    code: issue?.code ?? 'INVALID',
    reason: issue?.message ?? null,
  };
  return { kind: 'answered', verdicts: [verdict], hints: [] };
}
