import type { Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { FakeFaults } from '../fake/fake-fault.js';
import type { AmazonOptions } from './amazon-options.js';
import { readPatches, UNKNOWN_SKU, type Issue } from './availability.js';
import { itemOf } from './item-answer.js';
import { refuse, refuseInput } from './refuse.js';
import { searchListings } from './search-answer.js';
import type { Shelf } from './shelf.js';

/** The Listings Items API, for requests whose shape is allowed. */
export class ListingsDesk {
  constructor(
    private readonly options: AmazonOptions,
    private readonly shelf: Shelf,
    private readonly faults: FakeFaults,
  ) {}

  patch(request: Request, response: Response): void {
    const sku = String(request.params['sku']);
    const isKnown = this.shelf.get(sku) !== undefined || this.options.acceptsUnknownSkus;
    const { changes, issues } = readPatches(request.body);
    const found: readonly Issue[] = isKnown ? issues : [UNKNOWN_SKU];
    if (found.length === 0) {
      this.shelf.accept(sku, changes, this.faults.take('never_apply', 'apply_late'));
    }
    const status = found.length === 0 ? 'ACCEPTED' : 'INVALID';
    response.json({ sku, status, submissionId: randomUUID().replaceAll('-', ''), issues: found });
  }

  get(query: URLSearchParams, request: Request, response: Response): void {
    const sku = String(request.params['sku']);
    const listing = this.shelf.get(sku);
    if (listing) response.json(itemOf(listing, query, this.options.marketplaceId));
    else refuse(response, 404, 'NOT_FOUND', `SKU '${sku}' not found in marketplace`);
  }

  search(query: URLSearchParams, response: Response): void {
    const found = searchListings(this.shelf.all(), query, this.options.marketplaceId);
    if (typeof found === 'string') refuseInput(response, found);
    else response.json(found);
  }
}
