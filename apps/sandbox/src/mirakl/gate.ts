import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { FakeFaults } from '../fake/fake-fault.js';
import { CallFrequency } from './call-frequency.js';
import type { CallIntervals, MiraklOptions } from './mirakl-options.js';
import { refuse, refuseFrequency } from './refuse.js';

/** What every call passes before its operation sees it. */
export class Gate {
  private readonly frequency: CallFrequency;

  constructor(
    private readonly options: MiraklOptions,
    private readonly faults: FakeFaults,
  ) {
    this.frequency = new CallFrequency(options.intervals, options.now);
  }

  readonly authorize: RequestHandler = (request, response, next) => {
    const { apiKey } = this.options;
    const isRefused = this.faults.take('refuse_token') !== undefined;
    if (!isRefused && request.get('authorization') === apiKey) return next();
    refuse(response, 401, `Unauthorized: ${request.get('authorization') ?? 'no key'}`);
  };

  readonly selectShop: RequestHandler = (request, response, next) => {
    const asked = queryOf(request.originalUrl).get('shop_id');
    if (asked === null) return next();
    if (!/^\d+$/.test(asked)) return refuse(response, 400, `shop_id "${asked}" is no number`);
    if (this.options.shopIds.includes(Number(asked))) return next();
    refuse(response, 403, `The user has no access to shop ${asked}`);
  };

  admit =
    (kind: keyof CallIntervals): RequestHandler =>
    (_, response, next) => {
      const waitS = this.frequency.admit(kind);
      if (waitS === 0) next();
      else refuseFrequency(response, waitS);
    };

  produce =
    (type: string): RequestHandler =>
    (request, response, next) => {
      if (request.accepts(type) === false) refuse(response, 406, `Only ${type} is available`);
      else next();
    };

  /** What the body's reader does not take. */
  readonly refuseBody: ErrorRequestHandler = (error: { status?: number }, _, response, next) => {
    if (error.status === 413) return refuse(response, 413, 'The file is larger than allowed');
    if (error.status === 400) return refuse(response, 400, 'The request cannot be read');
    next(error);
  };
}

export const queryOf = (url: string): URLSearchParams =>
  new URL(url, 'http://operator.example').searchParams;
