import express, { Router, type RequestHandler } from 'express';
import { breakAnswers } from '../fake/break-answers.js';
import { FakeFaults } from '../fake/fake-fault.js';
import type { FakeCall, FakeListing, FakeMarket, FakeWrite } from '../fake/fake-market.js';
import { journalCalls } from '../fake/journal-calls.js';
import { AMAZON_DEFAULTS, type AmazonOptions } from './amazon-options.js';
import { Documents } from './documents.js';
import { Feeds } from './feeds.js';
import { FeedsDesk } from './feeds-desk.js';
import { Gate } from './gate.js';
import { ListingsDesk } from './listings-desk.js';
import { Quotas } from './quotas.js';
import { fail, refuseAccess, refuseInput, refuseQuota } from './refuse.js';
import { Shelf } from './shelf.js';
import { TokenDesk } from './token-desk.js';
import { vendorModels } from './vendor-models.js';

const ITEMS = '/listings/2021-08-01/items/:sellerId';
const FEEDS = '/feeds/2021-06-30';
const MOST_BODY_BYTES = 1024 * 1024;

/** One seller in one Amazon store, behind the Selling Partner API and Login with Amazon. */
export class AmazonMarket implements FakeMarket {
  readonly api: RequestHandler;
  /** the store of documents alone, to serve it from another host */
  readonly documents: RequestHandler;
  readonly faults = new FakeFaults();
  readonly calls: FakeCall[] = [];
  private readonly options: AmazonOptions;
  private readonly shelf: Shelf;
  private readonly tokens: TokenDesk;
  private readonly feeds: Feeds;

  constructor(options: Partial<AmazonOptions> = {}) {
    this.options = { ...AMAZON_DEFAULTS, ...options };
    const { applyAfterMs, appQuota, login, now, quotas, tokenLifetimeMs } = this.options;
    const models = vendorModels();
    const documents = new Documents(now);
    this.shelf = new Shelf(applyAfterMs, now);
    this.tokens = new TokenDesk(login, tokenLifetimeMs, now);
    this.feeds = new Feeds(this.options, this.shelf, documents, models);
    const gate = new Gate(this.tokens, new Quotas(quotas, appQuota, now), models, this.faults);
    this.documents = documents.handler;
    this.api = Router()
      .use(journalCalls(this.calls))
      .use(documents.handler)
      .post('/auth/o2/token', express.urlencoded({ extended: false }), this.tokens.handler)
      .use(breakAnswers(this.faults, { throttled: refuseQuota, failed: fail }))
      .use(gate.authorize)
      .use(express.json({ limit: MOST_BODY_BYTES }))
      .use(this.listingsApi(gate))
      .use(this.feedsApi(gate, documents))
      .use(gate.refuseBody);
  }

  get writes(): readonly FakeWrite[] {
    return this.shelf.writes;
  }

  get tokensAsked(): number {
    return this.tokens.asked;
  }

  /** @param createdDate of all of them, ISO 8601 */
  seed(listings: readonly FakeListing[], createdDate?: string): void {
    this.shelf.seed(listings, createdDate);
  }

  shown(): ReadonlyMap<string, number> {
    this.feeds.advance();
    return this.shelf.shown();
  }

  edit(sku: string, quantity: number): void {
    this.shelf.edit(sku, quantity);
  }

  settle(): void {
    this.feeds.settle();
    this.shelf.settle();
  }

  expireTokens(): void {
    this.tokens.expireAll();
  }

  /** How the next feeds end. */
  endFeeds(end: Feeds['ends']): void {
    this.feeds.ends = end;
  }

  /** What the listing says of itself beside its quantity, as the vendor names it. */
  availabilityOf(sku: string): readonly object[] {
    return [...(this.shelf.get(sku)?.availability.values() ?? [])];
  }

  private listingsApi(gate: Gate): Router {
    const desk = new ListingsDesk(this.options, this.shelf, this.faults);
    const { operation } = gate;
    return Router()
      .use(ITEMS, this.ofThisSeller)
      .patch(
        `${ITEMS}/:sku`,
        operation('patchListingsItem', (_, request, response) => desk.patch(request, response)),
      )
      .get(
        `${ITEMS}/:sku`,
        operation('getListingsItem', (query, request, response) =>
          desk.get(query, request, response),
        ),
      )
      .get(
        ITEMS,
        operation('searchListingsItems', (query, _, response) => desk.search(query, response)),
      );
  }

  private feedsApi(gate: Gate, documents: Documents): Router {
    const desk = new FeedsDesk(this.options, this.feeds, documents, this.faults);
    const { operation } = gate;
    return Router()
      .post(
        `${FEEDS}/documents`,
        operation('createFeedDocument', (_, request, response) =>
          desk.createDocument(request, response),
        ),
      )
      .get(
        `${FEEDS}/documents/:feedDocumentId`,
        operation('getFeedDocument', (_, request, response) => desk.getDocument(request, response)),
      )
      .post(
        `${FEEDS}/feeds`,
        operation('createFeed', (_, request, response) => desk.createFeed(request, response)),
      )
      .get(
        `${FEEDS}/feeds/:feedId`,
        operation('getFeed', (_, request, response) => desk.getFeed(request, response)),
      );
  }

  private readonly ofThisSeller: RequestHandler = (request, response, next) => {
    const { marketplaceId, sellerId } = this.options;
    if (request.params['sellerId'] !== sellerId) {
      return refuseAccess(response, 'The app has no authorization by this seller.');
    }
    const query = new URL(request.originalUrl, 'http://amazon.example').searchParams;
    const asked = query.get('marketplaceIds');
    if (asked !== null && asked !== marketplaceId) {
      return refuseInput(response, `marketplaceIds ${asked}`);
    }
    next();
  };
}
