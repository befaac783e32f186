import { z } from 'zod';
import { plainText, requestBody } from './query.js';

/** Why, and who says so: what every call asks for that changes how an installation works. */
export const because = plainText(500).describe('why, for whoever asks later');
export const by = plainText(200).optional().describe('who says so; left out: the name of the key');

/** Nothing but a reason. */
export const reasonOnly = requestBody({ because, by });

export type ReasonOnly = z.infer<typeof reasonOnly>;
