import type { Request, RequestHandler, Response } from 'express';
import { setTimeout as pause } from 'node:timers/promises';
import { ANSWER_FAULTS, type FakeFault, type FakeFaults } from './fake-fault.js';

/** How a marketplace says that it will not, in its own words. */
export interface Refusals {
  throttled(response: Response): void;
  failed(response: Response): void;
}

const OVERSIZE_BYTES = 8 * 1024 * 1024;

/** Faults that every marketplace can have: they concern the answer, whatever the call. */
export const breakAnswers =
  (faults: FakeFaults, refusals: Refusals): RequestHandler =>
  (request, response, next) => {
    const fault = faults.take(...ANSWER_FAULTS);
    if (!fault) return next();
    if (fault.kind === 'throttle') return refusals.throttled(response);
    if (fault.kind === 'fail') return refusals.failed(response);
    if (fault.kind === 'half_open') return;
    spoil(request, response, fault);
    next();
  };

/** The call is handled as usual; only what is sent back is another thing. */
function spoil(request: Request, response: Response, fault: FakeFault): void {
  const send = response.send.bind(response);
  response.send = (body: unknown) => {
    switch (fault.kind) {
      case 'lose_answer':
        request.socket.destroy();
        return response;
      case 'slow':
        void pause(fault.delayMs).then(() => send(body));
        return response;
      case 'garbage':
        return response.status(200).type('html') && send('<html>Back in a minute</html>');
      case 'oversize':
        return send(Buffer.alloc(OVERSIZE_BYTES, ' '));
      default:
        return send(body);
    }
  };
}
