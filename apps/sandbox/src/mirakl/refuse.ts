import type { Response } from 'express';

const LONGEST_INTERVAL_S = 60;

/** How all of Mirakl's calls answer without success. */
export function refuse(response: Response, status: number, message: string): void {
  response.status(status).json({ status, message });
}

/** @param retryAfterS whole seconds */
export function refuseFrequency(response: Response, retryAfterS = LONGEST_INTERVAL_S): void {
  response.setHeader('Retry-After', String(retryAfterS));
  refuse(response, 429, 'Too many requests');
}

export const fail = (response: Response): void =>
  refuse(response, 500, 'The server encountered an unexpected error.');
