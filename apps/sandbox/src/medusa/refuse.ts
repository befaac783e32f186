import type { Response } from 'express';

type ErrorType = 'invalid_data' | 'not_found';

const STATUS: Readonly<Record<ErrorType, number>> = { invalid_data: 400, not_found: 404 };

export function refuse(response: Response, type: ErrorType, message: string): void {
  response.status(STATUS[type]).json({ type, message });
}

export const refuseKey = (response: Response, message = 'Unauthorized'): void =>
  void response.status(401).json({ message });

export const fail = (response: Response): void =>
  void response.status(500).json({
    code: 'unknown_error',
    type: 'unknown_error',
    message: 'An unknown error occurred.',
  });

/** Medusa itself never says so: a proxy before it does. */
export const refuseFrequency = (response: Response): void =>
  void response.status(429).setHeader('Retry-After', '2').type('html').send('Too Many Requests');
