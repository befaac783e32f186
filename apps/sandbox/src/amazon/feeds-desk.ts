import type { Request, Response } from 'express';
import type { FakeFaults } from '../fake/fake-fault.js';
import type { AmazonOptions } from './amazon-options.js';
import type { Documents } from './documents.js';
import type { Feeds } from './feeds.js';
import { refuse, refuseInput } from './refuse.js';

/** The Feeds API, for requests whose shape is allowed. */
export class FeedsDesk {
  constructor(
    private readonly options: AmazonOptions,
    private readonly feeds: Feeds,
    private readonly documents: Documents,
    private readonly faults: FakeFaults,
  ) {}

  createDocument(request: Request, response: Response): void {
    const { contentType } = request.body as { contentType: string };
    const feedDocumentId = this.documents.create(contentType);
    const url = this.documents.presign(this.base(request), feedDocumentId, 'PUT');
    response.status(201).json({ feedDocumentId, url });
  }

  createFeed(request: Request, response: Response): void {
    const { feedType, inputFeedDocumentId, marketplaceIds } = request.body as {
      feedType: string;
      inputFeedDocumentId: string;
      marketplaceIds: string[];
    };
    if (feedType !== 'JSON_LISTINGS_FEED') return refuseInput(response, `feedType ${feedType}`);
    const fault = this.faults.take('never_apply', 'apply_late');
    const feedId = this.feeds.create(inputFeedDocumentId, marketplaceIds, fault);
    if (feedId === undefined) refuseInput(response, 'inputFeedDocumentId has no content');
    else response.status(202).json({ feedId });
  }

  getFeed(request: Request, response: Response): void {
    const feed = this.feeds.get(String(request.params['feedId']));
    if (feed) response.json(feed);
    else refuse(response, 404, 'NotFound', 'The feed does not exist.');
  }

  getDocument(request: Request, response: Response): void {
    const feedDocumentId = String(request.params['feedDocumentId']);
    const document = this.documents.get(feedDocumentId);
    if (!document) return refuse(response, 404, 'NotFound', 'The document does not exist.');
    const url = this.documents.presign(this.base(request), feedDocumentId, 'GET');
    const zipped = document.isZipped && { compressionAlgorithm: 'GZIP' };
    response.json({ feedDocumentId, url, ...zipped });
  }

  private base(request: Request): string {
    return this.options.documentsUrl?.() ?? `${request.protocol}://${request.headers.host ?? ''}`;
  }
}
