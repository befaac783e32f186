import type { RequestHandler } from 'express';
import type { FakeFaults } from '../fake/fake-fault.js';
import { refuseKey } from './refuse.js';

const AS_BEARER =
  'A secret API key was passed as a Bearer token. Secret API keys must be sent using HTTP Basic ' +
  'authentication instead (Authorization: Basic <secret-api-key>).';

/** A secret key is the name of a Basic login, or stands there as it is. */
export const authorize =
  (apiKey: string, faults: FakeFaults): RequestHandler =>
  (request, response, next) => {
    if (faults.take('refuse_token')) return refuseKey(response);
    const [scheme = '', token = ''] = (request.header('authorization') ?? '').split(' ');
    if (scheme.toLowerCase() === 'bearer' && token.startsWith('sk_')) {
      return refuseKey(response, AS_BEARER);
    }
    if (scheme.toLowerCase() === 'basic' && keyIn(token) === apiKey) return next();
    refuseKey(response);
  };

const keyIn = (token: string): string =>
  (token.startsWith('sk_') ? token : Buffer.from(token, 'base64').toString('utf8')).replace(
    /:$/,
    '',
  );
