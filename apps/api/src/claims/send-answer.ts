import type { StoredAnswer } from '#storage';
import type { Response } from 'express';

/**
 * Sends an answer as it was stored, so that a repeated call gets the very same bytes. Nobody asks for such
 * an answer by its tag, so none is computed.
 */
export function sendAnswer(response: Response, { status, mediaType, body }: StoredAnswer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'content-type': `${mediaType}; charset=utf-8`,
    'content-length': bytes.length,
  });
  response.end(bytes);
}
