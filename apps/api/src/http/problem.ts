import { HttpException } from '@nestjs/common';
import { z } from 'zod';

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
  })
  .meta({ id: 'Problem' });

/** RFC 9457; the body of every answer that is no success. */
export type ProblemBody = z.infer<typeof problemSchema>;
export type FieldError = NonNullable<ProblemBody['errors']>[number];

/** An expected refusal, answered as `application/problem+json`. */
export class ProblemException extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    readonly title: string,
    detail: string,
    readonly suggestion?: string,
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
