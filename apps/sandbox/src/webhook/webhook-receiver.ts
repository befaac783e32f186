import express, {
  Router,
  type ErrorRequestHandler,
  type RequestHandler,
  type Response,
} from 'express';
import { breakAnswers, type Refusals } from '../fake/break-answers.js';
import { FakeFaults } from '../fake/fake-fault.js';
import type { FakeCall, FakeListing, FakeMarket, FakeWrite } from '../fake/fake-market.js';
import { journalCalls } from '../fake/journal-calls.js';
import { TokenBucket } from '../limit/token-bucket.js';
import { delivery } from './delivery.js';
import { refuse } from './problem.js';
import { RECEIVER_DEFAULTS, type ReceiverOptions } from './receiver-options.js';
import { Shop } from './shop.js';
import { signatureProblem } from './signature-problem.js';

const MOST_BODY_BYTES = 256 * 1024;
const CONTENT_TYPE = 'application/cloudevents+json';
const NS_PER_MS = 1e6;

/** Somebody's shop that is told its numbers by webhook, and takes nothing that is not as agreed. */
export class WebhookReceiver implements FakeMarket {
  readonly faults = new FakeFaults();
  readonly calls: FakeCall[] = [];
  readonly api: RequestHandler;
  private readonly options: ReceiverOptions;
  private readonly shop = new Shop();
  private readonly bucket: TokenBucket;
  /** ids of deliveries that were taken */
  private readonly known = new Set<string>();
  private isRetired = false;
  private isDown = false;

  constructor(options: Partial<ReceiverOptions> = {}) {
    this.options = { ...RECEIVER_DEFAULTS, ...options };
    const { now, pace } = this.options;
    this.bucket = new TokenBucket(pace, () => BigInt(Math.round(now() * NS_PER_MS)));
    this.api = this.routes();
  }

  get writes(): readonly FakeWrite[] {
    return this.shop.writes;
  }

  /** what it was told beside the number */
  availabilityOf(sku: string): string | null | undefined {
    return this.shop.get(sku)?.availability;
  }

  seed(listings: readonly FakeListing[]): void {
    this.shop.seed(listings);
  }

  shown(): ReadonlyMap<string, number> {
    return this.shop.shown();
  }

  edit(sku: string, quantity: number): void {
    this.shop.edit(sku, quantity);
  }

  settle(): void {
    this.shop.settle();
  }

  /** It wants no more deliveries, ever. */
  retire(): void {
    this.isRetired = true;
  }

  /** Its host answers, but the receiver behind it does not. */
  down(isDown: boolean): void {
    this.isDown = isDown;
  }

  private routes(): RequestHandler {
    const { path } = this.options;
    const router = Router();
    router.use(journalCalls(this.calls));
    router.use(this.proxy);
    router.options(path, (_, response) => void response.set('allow', 'POST').sendStatus(204));
    router.use(this.authorize);
    router.use(breakAnswers(this.faults, this.refusals()));
    router.post(path, express.raw({ limit: MOST_BODY_BYTES, type: () => true }), this.receive);
    router.all(path, (_, response) => {
      response.set('allow', 'POST');
      refuse(response, 405, 'only POST');
    });
    router.use((_, response) => refuse(response, 404, 'nobody listens here'));
    router.use(unreadable);
    return router;
  }

  private readonly proxy: RequestHandler = (_, response, next) => {
    if (this.isDown) return refuse(response, 502, 'no answer from the receiver');
    if (this.isRetired) return refuse(response, 410, 'no more, please');
    next();
  };

  private readonly authorize: RequestHandler = (request, response, next) => {
    const { token } = this.options;
    const isLetIn = token === null || request.get('authorization') === `Bearer ${token}`;
    if (isLetIn && !this.faults.take('refuse_token')) return next();
    refuse(response, 401, 'the token is not known');
  };

  private readonly receive: RequestHandler = (request, response) => {
    if (request.get('content-type')?.split(';')[0] !== CONTENT_TYPE) {
      return refuse(response, 415, `only ${CONTENT_TYPE}`);
    }
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const id = request.get('webhook-id');
    const problem = signatureProblem(
      {
        id,
        timestamp: request.get('webhook-timestamp'),
        signatures: request.get('webhook-signature'),
        body,
      },
      this.options.secret,
      this.options.now(),
    );
    if (problem !== undefined || id === undefined) return refuse(response, 401, problem ?? '');
    if (!this.bucket.take(1)) return this.tooMany(response);
    if (this.known.has(id)) return void response.sendStatus(204);
    this.take(id, body, response);
  };

  private take(id: string, body: Buffer, response: Response): void {
    const read = delivery.safeParse(parse(body));
    if (!read.success) return refuse(response, 400, read.error.issues[0]?.message ?? 'no event');
    const { rows } = read.data.data;
    if (read.data.id !== id) return refuse(response, 400, 'webhook-id is not the id of the event');
    const unknown = this.shop.unknown(rows);
    if (unknown.length > 0) return refuse(response, 422, `not listed: ${unknown.join(', ')}`);
    const older = this.shop.older(rows);
    if (older.length > 0) return refuse(response, 409, `older than shown: ${older.join(', ')}`);
    this.known.add(id);
    this.shop.take(rows, this.faults.take('never_apply', 'apply_late'));
    response.status(200).json({ taken: rows.length });
  }

  private tooMany(response: Response): void {
    const seconds = Math.ceil((this.bucket.msUntil(1) ?? 0) / 1000);
    response.set('retry-after', String(Math.max(1, seconds)));
    refuse(response, 429, 'too many deliveries');
  }

  private refusals(): Refusals {
    return {
      throttled: (response) => this.tooMany(response),
      failed: (response) => refuse(response, 500, 'something is wrong here'),
    };
  }
}

/** Four parameters make it one for errors, such as that of a body that is too large. */
const unreadable: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const { status } = error as { status?: unknown };
  refuse(response, typeof status === 'number' ? status : 400, 'the body cannot be read');
};

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
