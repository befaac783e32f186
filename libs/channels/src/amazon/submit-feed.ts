import { jsonOf } from '../http/json.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import type { AmazonEndpoint } from './amazon-endpoint.js';
import { createdDocument, createdFeed } from './answers.js';
import { availabilityPatch } from './availability-patch.js';
import { FEEDS_PATH, stillUnderWay, type Desk } from './desk.js';
import { nothingApplied, oddAnswer, writeRefusal } from './refusals.js';
import { transfer } from './transfer.js';

const CONTENT_TYPE = 'application/json; charset=UTF-8';
const FEED_CHECK_AFTER_MS = 60_000;
/** The vendor's advice for a feed (Feeds API best practices). */
const MOST_FEED_BYTES = 10 * 1024 * 1024;

/** Message ids are the rows' places, from 1 on (listings-feed-schema-v2.json). */
const feedOf = (rows: readonly ListingRow[], endpoint: AmazonEndpoint) => ({
  header: { sellerId: endpoint.sellerId, version: '2.0' },
  messages: rows.map((row, at) => ({
    messageId: at + 1,
    sku: row.sku,
    operationType: 'PATCH',
    ...availabilityPatch(row, endpoint),
  })),
});

/** A `JSON_LISTINGS_FEED`. Until `createFeed` has been sent, certainly nothing is applied. */
export async function submitFeed(
  desk: Desk,
  rows: readonly ListingRow[],
  signal: AbortSignal,
): Promise<PushResult> {
  const content = Buffer.from(JSON.stringify(feedOf(rows, desk.endpoint)));
  if (content.length > MOST_FEED_BYTES) {
    const reason = `a feed of ${content.length} bytes; at most ${MOST_FEED_BYTES}`;
    return { kind: 'refused', code: 'feed_too_large', reason };
  }
  const document = await storeDocument(desk, content, signal);
  return document.kind === 'stored' ? createFeed(desk, document.id, rows, signal) : document;
}

type Stored = { readonly kind: 'stored'; readonly id: string } | PushResult;

async function storeDocument(
  { api, timeoutMs }: Desk,
  body: Buffer,
  signal: AbortSignal,
): Promise<Stored> {
  const path = `${FEEDS_PATH}/documents`;
  const content = { contentType: CONTENT_TYPE };
  const answer = await api.call({ method: 'POST', path, content, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status !== 201) return certain(writeRefusal(answer));
  const document = createdDocument.safeParse(jsonOf(answer)).data;
  if (!document) return oddAnswer('createFeedDocument');
  const headers = { 'content-type': CONTENT_TYPE };
  const put = await transfer(document.url, { method: 'PUT', headers, body, signal }, timeoutMs);
  if (put.kind !== 'answer') return nothingApplied(put);
  if (put.status === 200) return { kind: 'stored', id: document.feedDocumentId };
  return { kind: 'unavailable', reason: `the feed was not taken: HTTP ${put.status}` };
}

async function createFeed(
  { api, endpoint }: Desk,
  inputFeedDocumentId: string,
  rows: readonly ListingRow[],
  signal: AbortSignal,
): Promise<PushResult> {
  const content = {
    feedType: 'JSON_LISTINGS_FEED',
    marketplaceIds: [endpoint.marketplaceId],
    inputFeedDocumentId,
  };
  const answer = await api.call({ method: 'POST', path: `${FEEDS_PATH}/feeds`, content, signal });
  if (answer.kind !== 'answer') return answer;
  if (answer.status !== 202) return writeRefusal(answer);
  const feed = createdFeed.safeParse(jsonOf(answer)).data;
  if (!feed) return { kind: 'unknown', reason: 'createFeed: no feed id in the answer' };
  return stillUnderWay(rows, { id: feed.feedId, checkAfterMs: FEED_CHECK_AFTER_MS });
}

/** Even after an error of the server's, as long as there is no feed. */
const certain = (result: PushResult): PushResult =>
  result.kind === 'unknown' ? { kind: 'unavailable', reason: result.reason } : result;
