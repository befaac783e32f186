import express, { Router, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { breakAnswers, type Refusals } from '../fake/break-answers.js';
import { FakeFaults } from '../fake/fake-fault.js';
import type { FakeCall, FakeListing, FakeMarket, FakeWrite } from '../fake/fake-market.js';
import { journalCalls } from '../fake/journal-calls.js';
import type { BucketSize } from '../limit/token-bucket.js';
import { executeRequest } from './execute-request.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { Inventory, type Item } from './inventory.js';
import { Points } from './points.js';
import { INTERNAL_ERROR, THROTTLED } from './request-error.js';
import { rootOf } from './resolvers.js';
import { vendorSchema } from './vendor-schema.js';

const API_PATH = '/admin/api/2026-10/graphql.json';
const MOST_BODY_BYTES = 2 * 1024 * 1024;
const THROTTLED_COST = 10;

export interface ShopOptions {
  readonly token: string;
  readonly locationId: string;
  readonly points: BucketSize;
  /** milliseconds; for the bucket and the window of idempotency keys */
  readonly now?: () => number;
}

const graphRequest = z.object({
  query: z.string().min(1),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** A shop on Shopify with one location, as far as its inventory goes, by the GraphQL Admin API 2026-10. */
export class ShopifyMarket implements FakeMarket {
  readonly faults = new FakeFaults();
  readonly calls: FakeCall[] = [];
  readonly api: RequestHandler;
  private readonly inventory = new Inventory();
  private readonly keys: IdempotencyKeys;
  private readonly points: Points;
  private readonly root: ReturnType<typeof rootOf>;

  constructor(private readonly options: ShopOptions) {
    const now = options.now ?? (() => performance.now());
    this.keys = new IdempotencyKeys(now);
    this.points = new Points(options.points, now);
    this.root = rootOf(this.inventory, options.locationId);
    this.api = this.routes();
    // Read now, so that no call waits for it.
    vendorSchema();
  }

  get writes(): readonly FakeWrite[] {
    return this.inventory.writes;
  }

  seed(listings: readonly FakeListing[]): void {
    this.inventory.seed(listings);
  }

  shown(): ReadonlyMap<string, number> {
    return new Map(this.inventory.items().map(({ sku, available }) => [sku, available]));
  }

  edit(sku: string, quantity: number): void {
    this.item(sku).available = quantity;
  }

  settle(): void {
    this.inventory.settle();
  }

  /** What the shop knows the listing's stock by. */
  inventoryItemId(sku: string): string | undefined {
    return this.inventory.itemOf(sku)?.id;
  }

  /** The merchant makes a bundle of it: its quantity follows its parts from now on. */
  bundle(sku: string): void {
    this.item(sku).isBundle = true;
  }

  /** The merchant deletes the product. */
  remove(sku: string): void {
    this.inventory.remove(sku);
  }

  private item(sku: string): Item {
    const item = this.inventory.itemOf(sku);
    if (!item) throw new Error(`the shop has no ${sku}`);
    return item;
  }

  private routes(): RequestHandler {
    const router = Router();
    router.use(journalCalls(this.calls));
    router.use(this.authorize);
    router.use(breakAnswers(this.faults, this.refusals()));
    router.post(API_PATH, express.json({ limit: MOST_BODY_BYTES }), this.answer);
    router.use((_, response) => void response.status(404).json({ errors: 'Not Found' }));
    return router;
  }

  private readonly authorize: RequestHandler = (request, response, next) => {
    const isKnown = request.get('x-shopify-access-token') === this.options.token;
    if (isKnown && !this.faults.take('refuse_token')) return next();
    response.status(401).json({
      errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
    });
  };

  private readonly answer: RequestHandler = (request, response) => {
    const read = graphRequest.safeParse(request.body);
    if (!read.success) {
      response.status(400).json({ errors: { query: 'Required parameter missing or invalid' } });
      return;
    }
    const { query, variables } = read.data;
    const { inventory, keys, faults, points, root, options } = this;
    const context = { inventory, keys, faults, locationId: options.locationId };
    response.json(executeRequest({ query, variables: variables ?? {} }, points, root, context));
  };

  private refusals(): Refusals {
    return {
      throttled: (response: Response) => {
        const cost = this.points.exhausted(THROTTLED_COST);
        response.json({ errors: [THROTTLED], extensions: { cost } });
      },
      failed: (response: Response) => {
        response.json({ errors: [INTERNAL_ERROR] });
      },
    };
  }
}
