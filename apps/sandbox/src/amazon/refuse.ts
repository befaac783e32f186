import type { Response } from 'express';

/** `ErrorList`, as all of the vendor's APIs answer without success. */
export function refuse(
  response: Response,
  status: number,
  code: string,
  message: string,
  details = '',
): void {
  response.status(status).json({ errors: [{ code, message, details }] });
}

export const refuseQuota = (response: Response): void =>
  refuse(response, 429, 'QuotaExceeded', 'You exceeded your quota for the requested resource.');

export const refuseInput = (response: Response, details: string): void =>
  refuse(response, 400, 'InvalidInput', 'Request has missing or invalid parameters.', details);

export const refuseAccess = (response: Response, details: string): void =>
  refuse(response, 403, 'Unauthorized', 'Access to requested resource is denied.', details);

export const fail = (response: Response): void =>
  refuse(response, 500, 'InternalFailure', 'We encountered an internal error. Please try again.');
