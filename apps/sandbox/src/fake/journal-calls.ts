import type { RequestHandler } from 'express';
import type { FakeCall } from './fake-market.js';

/** Remembers each call and the status that it was answered with. */
export const journalCalls =
  (calls: FakeCall[]): RequestHandler =>
  (request, response, next) => {
    const { method, originalUrl: path } = request;
    response.on('close', () => calls.push({ method, path, status: response.statusCode }));
    next();
  };
