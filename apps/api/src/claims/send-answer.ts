import type { StoredAnswer } from '#storage';
import type { Response } from 'express';

/**
 * Answers as it was stored, so that a repeated call gets the very same bytes.
 *
 * @returns the body, for the handler to return
 */
export function sendAnswer(response: Response, { status, mediaType, body }: StoredAnswer): string {
  response.status(status).type(mediaType);
  return body;
}
