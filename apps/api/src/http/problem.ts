import { HttpException } from '@nestjs/common';
import { z } from 'zod';
import { decimalText } from '../format/schemas.js';

/** RFC 9457. */
export const PROBLEM_TYPE = 'application/problem+json';

/** A line of a call that cannot be had in full. */
export const shortageSchema = z
  .object({
    sku: z.string(),
    location: z.string().nullable().describe("null: anywhere in the channel's pool"),
    wanted: decimalText,
    claimable: decimalText.describe('what could be had of it'),
  })
  .meta({ id: 'Shortage' });

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().describe('the path asked for'),
    errors: z
      .array(z.object({ field: z.string(), expected: z.string(), found: z.string() }))
      .optional(),
    suggestion: z.string().optional().describe('the nearest known name'),
    short: z.array(shortageSchema).optional().describe('what could not be had in full'),
    claim: z.uuid().optional().describe('the claim that is meant'),
  })
  .meta({ id: 'Problem' });

/** RFC 9457; the body of every answer that is no success. */
export type ProblemBody = z.infer<typeof problemSchema>;
export type FieldError = NonNullable<ProblemBody['errors']>[number];

/** A problem but for the path that it is about. */
export type Answer = Omit<ProblemBody, 'instance'>;

export const typeOf = (code: string): string => `urn:shelfwire:problem:${code}`;

/** An expected refusal, answered as `application/problem+json`. */
export class ProblemException extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    readonly title: string,
    detail: string,
    readonly suggestion?: string,
    /** of the answer, in small letters */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail, status);
  }
}

const hint = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;

export const unknownItem = (sku: string, suggestion: string | undefined): ProblemException =>
  new ProblemException(
    404,
    'unknown_item',
    'Unknown item',
    `No stock has been seen for sku ${sku}.${hint(suggestion)}`,
    suggestion,
  );

export const unknownChannel = (channel: string, suggestion: string | undefined): ProblemException =>
  new ProblemException(
    404,
    'unknown_channel',
    'Unknown channel',
    `Neither the policy nor the item names a channel ${channel}.${hint(suggestion)}`,
    suggestion,
  );

export const unknownLocation = (
  location: string,
  suggestion: string | undefined,
): ProblemException =>
  new ProblemException(
    404,
    'unknown_location',
    'Unknown location',
    `The policy names no location ${location}.${hint(suggestion)}`,
    suggestion,
  );
