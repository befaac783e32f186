import type { Response } from 'express';

/** An error as the vendor's model has it. */
export interface VendorError {
  readonly errorId: number;
  readonly domain: string;
  readonly category: 'REQUEST' | 'APPLICATION';
  readonly message: string;
  readonly longMessage?: string;
  readonly parameters?: readonly { readonly name: string; readonly value: string }[];
}

const inventoryError = (errorId: number, message: string): VendorError => ({
  errorId,
  domain: 'API_INVENTORY',
  category: errorId === 25_001 ? 'APPLICATION' : 'REQUEST',
  message,
});

export const SYSTEM_ERROR = inventoryError(25_001, 'A system error has occurred.');

export const userError = (more: string): VendorError =>
  inventoryError(25_002, `A user error has occurred. ${more}`);

export const unknownSku = (sku: string): VendorError =>
  inventoryError(25_702, `SKU ${sku} is not available in the system`);

export const badPaging = inventoryError(25_706, 'You have provided invalid pagination values.');

export const badValue = (field: string): VendorError =>
  inventoryError(25_709, `Invalid value for ${field}.`);

export const noOffer = (offer: string): VendorError =>
  inventoryError(25_713, `This Offer is not available : ${offer}.`);

export const tooManyItems = (most: number): VendorError =>
  inventoryError(25_727, `The number of InventoryItems in the request cannot exceed ${most}.`);

export const repeatedSku = inventoryError(25_734, 'SKU should be unique in the request.');

export const auctionHolds = inventoryError(
  25_759,
  'shipToLocationAvailability quantity value should be greater than or equal to auction allocation.',
);

export function refuse(response: Response, status: number, error: VendorError): void {
  response.status(status).json({ errors: [error] });
}

export const refuseQuota = (response: Response): void =>
  refuse(response, 429, {
    errorId: 2001,
    domain: 'ACCESS',
    category: 'REQUEST',
    message: 'Too many requests.',
    longMessage: 'The request limit has been reached for the resource.',
  });

export const refuseToken = (response: Response): void =>
  refuse(response, 401, {
    errorId: 1001,
    domain: 'OAuth',
    category: 'REQUEST',
    message: 'Invalid access token',
    longMessage: 'Invalid access token. Check the value of the Authorization HTTP request header.',
  });

export const fail = (response: Response): void => refuse(response, 500, SYSTEM_ERROR);
