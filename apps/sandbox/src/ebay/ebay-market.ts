import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { breakAnswers } from '../fake/break-answers.js';
import { FakeFaults } from '../fake/fake-fault.js';
import type { FakeCall, FakeListing, FakeMarket, FakeWrite } from '../fake/fake-market.js';
import { journalCalls } from '../fake/journal-calls.js';
import { DayCount } from './day-count.js';
import { EBAY_DEFAULTS, type EbayOptions } from './ebay-options.js';
import { InventoryDesk } from './inventory-desk.js';
import type { RowFault } from './row-fault.js';
import { Stock, type Item } from './stock.js';
import { TokenDesk } from './token-desk.js';
import { badValue, fail, refuse, refuseQuota, refuseToken } from './vendor-error.js';

const API_PATH = '/sell/inventory/v1';
const MOST_BODY_BYTES = 1024 * 1024;

/** One seller on eBay, behind the Sell Inventory API and the login of one app. */
export class EbayMarket implements FakeMarket {
  readonly api: RequestHandler;
  readonly faults = new FakeFaults();
  readonly calls: FakeCall[] = [];
  private readonly stock: Stock;
  private readonly tokens: TokenDesk;
  private readonly days: DayCount;
  private readonly desk: InventoryDesk;

  constructor(options: Partial<EbayOptions> = {}) {
    const settings = { ...EBAY_DEFAULTS, ...options };
    const { callsPerDay, login, now, offerQuantities, revisionsPerDay, tokenLifetimeMs } = settings;
    this.stock = new Stock(offerQuantities);
    this.tokens = new TokenDesk(login, tokenLifetimeMs, now);
    this.days = new DayCount(callsPerDay, now);
    const revisions = new DayCount(revisionsPerDay, now);
    this.desk = new InventoryDesk(settings, this.stock, revisions, this.faults);
    this.api = this.routes();
  }

  get writes(): readonly FakeWrite[] {
    return this.stock.writes;
  }

  get tokensAsked(): number {
    return this.tokens.asked;
  }

  seed(listings: readonly FakeListing[]): void {
    this.stock.seed(listings);
  }

  shown(): ReadonlyMap<string, number> {
    return this.stock.shown();
  }

  edit(sku: string, quantity: number): void {
    this.stock.edit(sku, quantity);
  }

  /** All is applied at once. */
  settle(): void {}

  expireTokens(): void {
    this.tokens.expireAll();
  }

  /** @throws Error when there is no such item */
  item(sku: string): Item {
    return this.stock.known(sku);
  }

  /** The seller ends the offer and makes another one. */
  relist(sku: string): void {
    this.stock.relist(sku);
  }

  /** The next write to the SKU goes wrong. */
  failRow(sku: string, fault: RowFault): void {
    this.desk.rowFaults.set(sku, fault);
  }

  private routes(): RequestHandler {
    const { bulkGet, list, offers, update } = this.desk;
    const readJson = express.json({ limit: MOST_BODY_BYTES });
    return Router()
      .use(journalCalls(this.calls))
      .post(
        '/identity/v1/oauth2/token',
        express.urlencoded({ extended: false }),
        this.tokens.handler,
      )
      .use(breakAnswers(this.faults, { throttled: refuseQuota, failed: fail }))
      .use(this.authorize, this.checkHeaders)
      .post(`${API_PATH}/bulk_update_price_quantity`, readJson, update)
      .post(`${API_PATH}/bulk_get_inventory_item`, readJson, bulkGet)
      .get(`${API_PATH}/inventory_item`, list)
      .get(`${API_PATH}/offer`, offers)
      .use((_, response) => void response.status(404).end())
      .use(refuseBody);
  }

  private readonly authorize: RequestHandler = (request, response, next) => {
    if (this.faults.take('refuse_token')) return refuseToken(response);
    if (!this.tokens.isGood(request.header('authorization'))) return refuseToken(response);
    if (this.days.take(APP)) return next();
    refuseQuota(response);
  };

  /** Only content-type is required by the vendor's word; developers report the same of a language. */
  private readonly checkHeaders: RequestHandler = (request, response, next) => {
    const language = request.header('accept-language') ?? '';
    if (!/^[a-z]{2}-[A-Z]{2}$/.test(language)) {
      return refuse(response, 400, badValue('header Accept-Language'));
    }
    if (request.method === 'POST' && !request.is('application/json')) {
      return refuse(response, 400, badValue('header Content-Type'));
    }
    next();
  };
}

const APP = 'app';

/** What the body's reader does not take. */
const refuseBody: ErrorRequestHandler = (error: { status?: number }, _, response, next) => {
  if (error.status === 400) return refuse(response, 400, badValue('request'));
  if (error.status === 413) return void response.status(413).end();
  next(error);
};
