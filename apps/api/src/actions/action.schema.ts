import { z } from 'zod';
import { instant, nextCursor, wholeText } from '../format/schemas.js';

const actionSchema = z
  .object({
    id: wholeText,
    at: instant,
    actor: z.string().describe('the program, the login of a person, or the name of a key'),
    key: z
      .object({ id: z.string(), name: z.string().nullable() })
      .nullable()
      .describe('the API key that was shown; null: it was no call of the API'),
    action: z.string().describe('what was done, such as channel.pause'),
    subject: z.string().describe('to what'),
    reason: z.string(),
    outcome: z
      .enum(['done', 'refused', 'failed'])
      .describe('refused: by a rule; failed: Shelfwire could not'),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Action' });

export const actionsSchema = z
  .object({ actions: z.array(actionSchema).describe('newest first'), next: nextCursor })
  .meta({ id: 'Actions' });

export type Actions = z.infer<typeof actionsSchema>;
