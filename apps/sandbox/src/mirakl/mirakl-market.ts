import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { breakAnswers } from '../fake/break-answers.js';
import { FakeFaults } from '../fake/fake-fault.js';
import type { FakeCall, FakeListing, FakeMarket, FakeWrite } from '../fake/fake-market.js';
import { journalCalls } from '../fake/journal-calls.js';
import { Gate, queryOf } from './gate.js';
import type { ImportEnd } from './imports.js';
import { ImportsDesk } from './imports-desk.js';
import { listOffers } from './list-offers.js';
import { MIRAKL_DEFAULTS, type MiraklOptions } from './mirakl-options.js';
import { fail, refuseFrequency } from './refuse.js';
import { openShop, type Shop } from './shop.js';

const IMPORTS = '/api/offers/stock/imports';
const MOST_FORM_BYTES = 32 * 1024 * 1024;

type Handle = (shop: Shop, request: Request, response: Response) => void | Promise<void>;

/** One shop at one operator's marketplace, as far as its stock goes, by Mirakl's seller API. */
export class MiraklMarket implements FakeMarket {
  readonly api: RequestHandler;
  readonly faults = new FakeFaults();
  readonly calls: FakeCall[] = [];
  private readonly options: MiraklOptions;
  private readonly shop: Shop;
  private readonly others: ReadonlyMap<number, Shop>;

  constructor(options: Partial<MiraklOptions> = {}) {
    this.options = { ...MIRAKL_DEFAULTS, ...options };
    const { shopId, shopIds } = this.options;
    this.shop = openShop(this.options, shopId);
    this.others = new Map(shopIds.map((id) => [id, openShop(this.options, id)]));
    this.api = this.routes(new Gate(this.options, this.faults));
  }

  get writes(): readonly FakeWrite[] {
    return this.shop.offers.writes;
  }

  seed(listings: readonly FakeListing[]): void {
    this.shop.offers.seed(listings);
  }

  shown(): ReadonlyMap<string, number> {
    this.shop.imports.advance();
    return this.shop.offers.shown();
  }

  edit(sku: string, quantity: number): void {
    this.shop.offers.set(sku, '', quantity);
  }

  settle(): void {
    this.shop.imports.settle();
  }

  /** How the next imports end. */
  endImports(end: ImportEnd): void {
    this.shop.imports.end = end;
  }

  /** What the offer has, by warehouse code. */
  warehousesOf(sku: string): Readonly<Record<string, number>> {
    return Object.fromEntries(this.shop.offers.get(sku)?.warehouses ?? []);
  }

  private routes(gate: Gate): RequestHandler {
    const desk = new ImportsDesk(this.faults);
    const json = gate.produce('application/json');
    const form = express.raw({ type: 'multipart/form-data', limit: MOST_FORM_BYTES });
    return Router()
      .use(journalCalls(this.calls))
      .use(gate.authorize)
      .use(breakAnswers(this.faults, { throttled: refuseFrequency, failed: fail }))
      .use(gate.selectShop)
      .post(
        IMPORTS,
        gate.admit('imports'),
        json,
        form,
        this.inShop(({ imports }, request, response) => desk.create(imports, request, response)),
      )
      .get(
        `${IMPORTS}/:id/status`,
        gate.admit('status'),
        json,
        this.inShop(({ imports }, request, response) => desk.status(imports, request, response)),
      )
      .get(
        `${IMPORTS}/:id/error_report`,
        gate.admit('reports'),
        gate.produce('text/csv'),
        this.inShop(({ imports }, request, response) => desk.report(imports, request, response)),
      )
      .get(
        '/api/offers',
        json,
        this.inShop(({ imports, offers }, { originalUrl }, response) => {
          imports.advance();
          listOffers(offers, queryOf(originalUrl), response);
        }),
      )
      .use(gate.refuseBody);
  }

  private inShop(handle: Handle): RequestHandler {
    return (request, response) => {
      const { shopId, shopIds } = this.options;
      const asked = Number(queryOf(request.originalUrl).get('shop_id') ?? shopIds[0]);
      const shop = asked === shopId ? this.shop : this.others.get(asked);
      if (shop) return handle(shop, request, response);
    };
  }
}
