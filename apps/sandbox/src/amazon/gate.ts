import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { FakeFaults } from '../fake/fake-fault.js';
import type { Quotas } from './quotas.js';
import { refuse, refuseAccess, refuseInput, refuseQuota } from './refuse.js';
import type { TokenDesk } from './token-desk.js';
import type { OperationId, VendorModels } from './vendor-models.js';

type Handle = (query: URLSearchParams, request: Request, response: Response) => void;

/** What every call passes before an operation sees it. */
export class Gate {
  constructor(
    private readonly tokens: TokenDesk,
    private readonly quotas: Quotas,
    private readonly models: VendorModels,
    private readonly faults: FakeFaults,
  ) {}

  readonly authorize: RequestHandler = (request, response, next) => {
    response.setHeader('x-amzn-RequestId', randomUUID());
    if (this.faults.take('refuse_token')) return refuseAccess(response, 'The token was revoked.');
    if (this.tokens.isGood(request.header('x-amz-access-token'))) return next();
    refuseAccess(response, 'The access token you provided has expired.');
  };

  /** @param handle sees only calls within the quota whose shape the vendor's model allows */
  operation =
    (id: OperationId, handle: Handle): RequestHandler =>
    (request, response) => {
      const admission = this.quotas.admit(id);
      if (!admission.admitted) return refuseQuota(response);
      response.setHeader('x-amzn-RateLimit-Limit', String(admission.rate));
      const isBodied = request.headers['content-length'] !== undefined;
      if (isBodied && !request.is('application/json')) {
        return refuse(response, 415, 'UnsupportedMediaType', 'Send application/json.');
      }
      const query = new URL(request.originalUrl, 'http://amazon.example').searchParams;
      const body: unknown = isBodied ? request.body : undefined;
      const problem = this.models.queryProblem(id, query) ?? this.models.bodyProblem(id, body);
      if (problem === undefined) handle(query, request, response);
      else refuseInput(response, problem);
    };

  /** What the body's reader does not take. */
  readonly refuseBody: ErrorRequestHandler = (error: { status?: number }, _, response, next) => {
    if (error.status === 413) {
      return refuse(response, 413, 'RequestTooLarge', 'The request is larger than allowed.');
    }
    if (error.status === 400)
      return refuseInput(response, 'no JSON, or a path that is not encoded');
    next(error);
  };
}
