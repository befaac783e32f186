import { admits } from '#access';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { scopeMissing } from './access-problems.js';
import type { Callers } from './callers.js';

const READERS = ['viewer'] as const;

/** Asks for a viewer's key before documents that no controller serves. */
export const documentsGate =
  (callers: Callers): RequestHandler =>
  (request: Request, _response: Response, next: NextFunction): void => {
    callers
      .identify(request)
      .then(({ scope }) => {
        if (!admits(READERS, scope)) throw scopeMissing(scope, READERS);
        next();
      })
      .catch(next);
  };
