import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { breakAnswers } from '../fake/break-answers.js';
import { FakeFaults } from '../fake/fake-fault.js';
import type { FakeCall, FakeListing, FakeMarket, FakeWrite } from '../fake/fake-market.js';
import { journalCalls } from '../fake/journal-calls.js';
import { authorize } from './authorize.js';
import { listItems } from './list-items.js';
import { MEDUSA_DEFAULTS, OTHER_LOCATION, type MedusaOptions } from './medusa-options.js';
import { fail, refuse, refuseFrequency } from './refuse.js';
import { Shelf, type Item, type Level } from './shelf.js';
import { updateLevels } from './update-levels.js';

/** Of Medusa's calls with batches. */
const MOST_BODY_BYTES = 2 * 1024 * 1024;

/** One Medusa shop behind the part of its Admin API that keeps stock. */
export class MedusaMarket implements FakeMarket {
  readonly api: RequestHandler;
  readonly faults = new FakeFaults();
  readonly calls: FakeCall[] = [];
  private readonly options: MedusaOptions;
  private readonly shelf: Shelf;
  private readonly beforeWrites: (() => void)[] = [];

  constructor(options: Partial<MedusaOptions> = {}) {
    this.options = { ...MEDUSA_DEFAULTS, ...options };
    this.shelf = new Shelf(this.options);
    this.api = this.routes();
  }

  get writes(): readonly FakeWrite[] {
    return this.shelf.writes;
  }

  seed(listings: readonly FakeListing[]): void {
    this.shelf.seed(listings);
  }

  shown(): ReadonlyMap<string, number> {
    return this.shelf.shown();
  }

  edit(sku: string, quantity: number): void {
    const level = this.shelf.stocked(sku);
    this.shelf.set(this.shelf.known(sku), level, quantity + level.reserved_quantity);
  }

  /** All is applied at once. */
  settle(): void {}

  /** @throws Error when the shop does not sell it */
  item(sku: string): Item {
    return this.shelf.known(sku);
  }

  /** @throws Error when the shop does not stock it */
  level(sku: string): Level {
    return this.shelf.stocked(sku);
  }

  remove(sku: string): void {
    this.shelf.remove(sku);
  }

  /** Customers order so many; less than none are cancelled. */
  order(sku: string, units: number): void {
    this.shelf.stocked(sku).reserved_quantity += units;
  }

  /** So much happens after the next write was asked for, and before it is done. */
  beforeNextWrite(run: () => void): void {
    this.beforeWrites.push(run);
  }

  private routes(): RequestHandler {
    const { apiKey, faultsStrike } = this.options;
    const broken = breakAnswers(this.faults, { throttled: refuseFrequency, failed: fail });
    const whole: RequestHandler = (_request, _response, next) => next();
    const [reads, writes] = faultsStrike === 'reads' ? [broken, whole] : [whole, broken];
    return Router()
      .use(journalCalls(this.calls))
      .use('/admin', authorize(apiKey, this.faults))
      .get('/admin/inventory-items', reads, listItems(this.shelf))
      .get('/admin/stock-locations/:id', reads, this.location)
      .post(
        '/admin/inventory-items/location-levels/batch',
        writes,
        express.json({ limit: MOST_BODY_BYTES }),
        this.meanwhile,
        updateLevels(this.shelf, this.faults),
      )
      .use(({ method, path }, response) => {
        response.status(404).type('html').send(`<pre>Cannot ${method} ${path}</pre>`);
      })
      .use(refuseBody);
  }

  private readonly meanwhile: RequestHandler = (_request, _response, next) => {
    this.beforeWrites.shift()?.();
    next();
  };

  private readonly location: RequestHandler<{ id: string }> = ({ params: { id } }, response) => {
    const isKnown = id === this.options.locationId || id === OTHER_LOCATION;
    if (isKnown) response.json({ stock_location: { id } });
    else refuse(response, 'not_found', `Stock location with id: ${id} was not found`);
  };
}

/** What the body's reader does not take. */
const refuseBody: ErrorRequestHandler = (
  error: { status?: number; message: string },
  _request,
  response,
  next,
) => {
  if (error.status === 400) return refuse(response, 'invalid_data', error.message);
  if (error.status === 413) {
    return void response.status(413).json({ type: 'unknown_error', message: error.message });
  }
  next(error);
};
