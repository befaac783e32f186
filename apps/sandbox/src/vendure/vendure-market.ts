import express, {
  Router,
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
} from 'express';
import type { GraphQLError } from 'graphql';
import { z } from 'zod';
import { breakAnswers } from '../fake/break-answers.js';
import { FakeFaults } from '../fake/fake-fault.js';
import type { FakeCall, FakeListing, FakeMarket, FakeWrite } from '../fake/fake-market.js';
import { journalCalls } from '../fake/journal-calls.js';
import { executeRequest } from './execute-request.js';
import { rootOf } from './resolvers.js';
import { Shelf, type Variant } from './shelf.js';
import { forbidden, shopError } from './shop-error.js';
import { VENDURE_DEFAULTS, type VendureOptions } from './vendure-options.js';

const graphRequest = z.object({
  query: z.string().min(1),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** A Vendure shop with one stock location, as far as its stock goes, by the GraphQL Admin API of 3.7. */
export class VendureMarket implements FakeMarket {
  readonly faults = new FakeFaults();
  readonly calls: FakeCall[] = [];
  readonly api: RequestHandler;
  /** what the faults befall: a write is a reading and a change */
  faultyCalls: 'changes' | 'readings' = 'changes';
  private readonly options: VendureOptions;
  private readonly shelf: Shelf;
  private meanwhile: (() => void) | undefined;

  constructor(options: Partial<VendureOptions> = {}) {
    this.options = { ...VENDURE_DEFAULTS, ...options };
    this.shelf = new Shelf(this.options.stockLocationId);
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
    this.shelf.move(sku, quantity - (this.shown().get(sku) ?? 0), 0);
  }

  /** All is applied at once. */
  settle(): void {}

  /** @throws Error when there is no such variant */
  variant(sku: string): Variant {
    return this.shelf.bySku(sku);
  }

  /** The shopkeeper changes the first variant of the sku. */
  change(sku: string, change: Partial<Variant>): void {
    this.shelf.change(this.variant(sku).id, change);
  }

  remove(sku: string): void {
    this.shelf.remove(this.variant(sku).id);
  }

  /** A customer orders and pays. */
  order(sku: string, units: number): void {
    this.shelf.move(sku, 0, units);
  }

  /** What was ordered is sent. */
  fulfil(sku: string, units: number): void {
    this.shelf.move(sku, -units, -units);
  }

  /** Something happens between the next change's arrival and its execution. */
  beforeChange(happens: () => void): void {
    this.meanwhile = happens;
  }

  private routes(): RequestHandler {
    const broken = breakAnswers(this.faults, {
      throttled: (response) => void response.status(429).set('retry-after', '2').end(),
      failed: (response) => void response.status(500).json(serverError(500)),
    });
    return Router()
      .use(journalCalls(this.calls))
      .use(express.json())
      .use((request, response, next) =>
        this.isFaulty(request.body) ? broken(request, response, next) : next(),
      )
      .post('/admin-api', this.answer)
      .use((_, response) => void response.status(404).json(serverError(404)))
      .use(refuseBody);
  }

  private isFaulty(body: unknown): boolean {
    const { query = '' } = graphRequest.safeParse(body).data ?? {};
    return query.startsWith('mutation') === (this.faultyCalls === 'changes');
  }

  private readonly answer: RequestHandler = (request, response) => {
    const read = graphRequest.safeParse(request.body);
    if (!read.success) return void response.status(400).json(serverError(400));
    const { query, variables } = read.data;
    if (query.startsWith('mutation')) this.happen();
    const { status, body } = executeRequest(
      { query, variables: variables ?? {} },
      rootOf(this.shelf, this.options, this.faults, this.refusalOf(request)),
    );
    response.status(status).json(body);
  };

  /** Why whatever is asked for is not answered. */
  private refusalOf(request: Request): GraphQLError | undefined {
    const { apiKey, channelToken } = this.options;
    const token = request.get('vendure-token') ?? channelToken;
    if (channelToken !== null && token !== channelToken) {
      return shopError('CHANNEL_NOT_FOUND', `No Channel with the token "${token}" could be found`);
    }
    const isKnown = request.get('vendure-api-key') === apiKey && !this.faults.take('refuse_token');
    return isKnown ? undefined : forbidden();
  }

  private happen(): void {
    const { meanwhile } = this;
    this.meanwhile = undefined;
    meanwhile?.();
  }
}

const serverError = (statusCode: number) => ({ statusCode, message: '', path: '/admin-api' });

/** A body above 100 kB ends as an internal error, as it does in Vendure. */
const refuseBody: ErrorRequestHandler = (error: { status?: number }, _, response, next) => {
  if (error.status === 400) return void response.status(400).json(serverError(400));
  if (error.status === 413) return void response.status(500).json(serverError(500));
  next(error);
};
