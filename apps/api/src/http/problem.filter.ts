import { maskKeys } from '#access';
import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { BadQueryException, fieldErrors } from './bad-query.js';
import { isDatabaseUnavailable } from './database-unavailable.js';
import { PROBLEM_TYPE, ProblemException, typeOf, type Answer } from './problem.js';

/** Answers every refusal and failure as `application/problem+json`; a bug's stack goes to the log only. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const answer = this.answerTo(error, request);
    if (response.headersSent) return;
    if (error instanceof ProblemException) response.set(error.headers);
    // a refusal says what it found, which may be a key in a wrong place
    const body = maskKeys(JSON.stringify({ ...answer, instance: request.path }));
    response.status(answer.status).type(PROBLEM_TYPE).send(body);
  }

  private answerTo(error: unknown, request: Request): Answer {
    if (error instanceof ProblemException) return refusal(error);
    if (error instanceof BadQueryException) return badQuery(error, request);
    const status = clientStatus(error);
    if (status !== undefined) return plain(status, error);
    if (isDatabaseUnavailable(error)) return DATABASE_UNAVAILABLE;
    this.logger.error(error instanceof Error ? error : String(error));
    return INTERNAL;
  }
}

const refusal = (error: ProblemException): Answer => ({
  type: typeOf(error.code),
  title: error.title,
  status: error.getStatus(),
  detail: error.message,
  ...(error.suggestion === undefined ? {} : { suggestion: error.suggestion }),
});

function badQuery({ issues }: BadQueryException, { query, params, body }: Request): Answer {
  const errors = fieldErrors(issues, { ...query, ...params, ...(body as object | undefined) });
  const detail = errors
    .map(({ field, expected, found }) => `${field}: expected ${expected}, found ${found}`)
    .join('; ');
  return { type: typeOf('bad_query'), title: 'Bad query', status: 400, detail, errors };
}

/** The status of an error that the request is to blame for: Nest's own, and Express's `http-errors`. */
function clientStatus(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status: unknown = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

const plain = (status: number, error: unknown): Answer => ({
  type: 'about:blank',
  title: status === 404 ? 'Not found' : 'Bad request',
  status,
  detail: error instanceof Error ? error.message : 'the request cannot be answered',
});

const DATABASE_UNAVAILABLE: Answer = {
  type: typeOf('database_unavailable'),
  title: 'Database unavailable',
  status: 503,
  detail: "Shelfwire's database does not answer, or not in time. Try again shortly.",
};

const INTERNAL: Answer = {
  type: typeOf('internal'),
  title: 'Internal error',
  status: 500,
  detail: 'The answer could not be made. The log has the reason.',
};
