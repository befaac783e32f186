import { z } from 'zod';
import { wholeText } from '../format/schemas.js';
import { plainText, requestBody } from '../http/query.js';
import { because, by } from '../http/saying.js';

const MOST_IDS = 1_000;
const MOST_VALUE = 1024 * 1024;
const ID = /^\d{1,18}$/;

/** Conditions on parked messages; all of those given must hold. */
export const parkedConditions = {
  source: plainText(63).optional().describe('of this source of the policy'),
  table: plainText(200).optional().describe('of this table, or this whole topic'),
  code: plainText(100).optional().describe('parked under this code'),
  key: plainText(200).optional().describe('whose key has this text in it'),
  olderHours: z.coerce
    .number('hours, 0 or more')
    .min(0, 'hours, 0 or more')
    .max(100_000, 'hours, at most 100000')
    .optional()
    .describe('parked at least so long ago'),
};

const CHOICE = 'either ids, or a filter with a condition, or all: true';

const hasCondition = (filter: object): boolean =>
  Object.values(filter).some((condition) => condition !== undefined);

const filter = requestBody(parkedConditions).refine(hasCondition, 'at least one condition');

/** Which messages, and why. Everything is meant only where that is said. */
export const choosing = requestBody({
  ids: z.array(z.string().regex(ID, 'an id')).min(1).max(MOST_IDS).optional(),
  filter: filter.optional(),
  all: z.literal(true).optional().describe('every message that is parked'),
  because,
  by,
}).refine(
  ({ ids, filter: conditions, all }) =>
    [ids, conditions, all].filter((choice) => choice !== undefined).length === 1,
  CHOICE,
);

export const editing = requestBody({
  value: z
    .string()
    .max(MOST_VALUE, `at most ${MOST_VALUE} characters`)
    .refine(isObject, 'a JSON object, as the connector sends one for a changed row')
    .describe("what the message's value shall be; what came is kept beside it"),
  because,
  by,
});

export const parkedPath = z.object({ id: z.string().regex(ID, "a message's id: digits") });

export const decidedSchema = z
  .object({
    decided: z.int().nonnegative().describe('at most 10000 at once; ask again for the rest'),
    ids: z.array(wholeText).describe('oldest first'),
  })
  .meta({ id: 'DecidedMessages' });

export type Choosing = z.infer<typeof choosing>;
export type Editing = z.infer<typeof editing>;
export type Decided = z.infer<typeof decidedSchema>;

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
