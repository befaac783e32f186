import { claimsV1, type ClaimsV1 } from './claims.v1.js';
import { decode } from './decode.js';
import type { KafkaRecord } from './stock-event.codec.js';

export const encodeClaims = (message: ClaimsV1): KafkaRecord => ({
  key: message.sku,
  value: JSON.stringify(message),
  headers: {},
});

/** @throws PoisonMessageError */
export const decodeClaims = (value: Buffer | null): ClaimsV1 => decode('claims', claimsV1, value);
