import { randomInt } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FakeFault } from '../fake/fake-fault.js';
import { parseJson } from '../http/parse-json.js';
import type { AmazonOptions } from './amazon-options.js';
import type { Documents } from './documents.js';
import { processFeed } from './process-feed.js';
import type { Shelf } from './shelf.js';
import type { VendorModels } from './vendor-models.js';

type FeedEnd = 'DONE' | 'FATAL' | 'CANCELLED';

interface StoredFeed {
  readonly id: string;
  readonly marketplaceIds: readonly string[];
  readonly documentId: string;
  readonly createdAtMs: number;
  readonly fault: FakeFault | undefined;
  end: FeedEnd | undefined;
  reportId: string | undefined;
}

/** Feeds of one seller, worked on one stage after the other by the clock. */
export class Feeds {
  /** how the next feeds end */
  ends: FeedEnd = 'DONE';
  private readonly stored = new Map<string, StoredFeed>();

  constructor(
    private readonly options: AmazonOptions,
    private readonly shelf: Shelf,
    private readonly documents: Documents,
    private readonly models: VendorModels,
  ) {}

  /** @returns undefined when nothing was uploaded */
  create(
    documentId: string,
    marketplaceIds: readonly string[],
    fault: FakeFault | undefined,
  ): string | undefined {
    if (!this.documents.get(documentId)?.content) return undefined;
    const id = String(randomInt(100_000_000_000, 200_000_000_000));
    const createdAtMs = this.options.now();
    const begun = { end: undefined, reportId: undefined };
    this.stored.set(id, { id, marketplaceIds, documentId, createdAtMs, fault, ...begun });
    return id;
  }

  /** The vendor's `Feed`; undefined: there is none of this id. */
  get(id: string): object | undefined {
    const feed = this.stored.get(id);
    if (!feed) return undefined;
    this.advance();
    const { feedQueueMs, now } = this.options;
    const isWaiting = now() < feed.createdAtMs + feedQueueMs;
    return {
      feedId: feed.id,
      feedType: 'JSON_LISTINGS_FEED',
      marketplaceIds: feed.marketplaceIds,
      createdTime: new Date(feed.createdAtMs).toISOString(),
      processingStatus: feed.end ?? (isWaiting ? 'IN_QUEUE' : 'IN_PROGRESS'),
      ...(feed.reportId !== undefined && { resultFeedDocumentId: feed.reportId }),
    };
  }

  /** Works on what is due. */
  advance(): void {
    const { feedProcessMs, feedQueueMs, now } = this.options;
    for (const feed of this.stored.values()) {
      if (now() >= feed.createdAtMs + feedQueueMs + feedProcessMs) this.work(feed);
    }
  }

  settle(): void {
    for (const feed of this.stored.values()) this.work(feed);
  }

  private work(feed: StoredFeed): void {
    if (feed.end) return;
    feed.end = this.ends;
    if (feed.end !== 'DONE') return;
    const text = this.documents.get(feed.documentId)?.content?.toString('utf8') ?? '';
    const processed = processFeed(feed, parseJson(text), this.options, this.shelf, this.models);
    if (!processed) {
      feed.end = 'FATAL';
      return;
    }
    const { zipReports } = this.options;
    const report = Buffer.from(JSON.stringify(processed));
    const content = zipReports ? gzipSync(report) : report;
    feed.reportId = this.documents.create('application/json', content, zipReports);
  }
}
