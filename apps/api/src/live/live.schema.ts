import { z } from 'zod';
import { instant } from '../format/schemas.js';
import { statusSchema } from '../status/status.schema.js';

/** The data of a `status` event: when it was looked, and the parts of `GET /v1/status` that changed. */
export const statusChangeSchema = statusSchema
  .partial()
  .required({ at: true })
  .meta({ id: 'StatusChange' });

/** The data of a `beat` event: nothing changed, and the server looked all the same. */
export const beatSchema = z.object({ at: instant }).meta({ id: 'Beat' });

/** The data of a `trouble` event: the server could not look. */
export const troubleSchema = z.object({ at: instant, detail: z.string() }).meta({ id: 'Trouble' });

export type StatusChange = z.infer<typeof statusChangeSchema>;
export type Beat = z.infer<typeof beatSchema>;
export type Trouble = z.infer<typeof troubleSchema>;
