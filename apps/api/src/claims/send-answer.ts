import type { StoredAnswer } from '#storage';
import type { Response } from 'express';

/** Sends an answer as it was stored, so that a repeated call gets the very same bytes. */
export const sendAnswer = (response: Response, { status, mediaType, body }: StoredAnswer): void => {
  response.status(status).type(mediaType).send(body);
};
