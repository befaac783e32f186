import { z } from 'zod';
import { availabilityEvent } from './availability-event.js';

/** The JSON Schema of a delivery's body, for receivers. */
export const availabilityEventSchema = (): object => ({
  ...z.toJSONSchema(availabilityEvent),
  title: 'Body of a webhook of Shelfwire',
});
