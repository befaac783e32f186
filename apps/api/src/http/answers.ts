import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { problemSchema } from './problem.js';

const problem = (status: number, description: string): MethodDecorator =>
  ApiResponse({ status, description, standardSchema: problemSchema });

/** What OpenAPI says of a route's answers. */
export interface Described {
  readonly summary: string;
  readonly schema: z.ZodType;
  /** of the answer that is no problem */
  readonly status?: number;
  /** statuses of problems that the route answers with beyond 503 */
  readonly refusals?: Readonly<Record<number, string>>;
}

export const Describes = ({
  summary,
  schema,
  status = 200,
  refusals = {},
}: Described): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    HttpCode(status),
    ApiResponse({ status, description: summary, standardSchema: schema }),
    ...Object.entries(refusals).map(([code, text]) => problem(Number(code), text)),
    problem(503, "Shelfwire's database does not answer"),
  );

/**
 * The shape of a route's answer: what the schema does not name never leaves the process, and OpenAPI
 * shows what it names.
 *
 * @param refusals statuses of problems that the route answers with beyond 503
 */
export const Answers = (
  summary: string,
  schema: z.ZodType,
  refusals: Readonly<Record<number, string>> = {},
): MethodDecorator =>
  applyDecorators(Describes({ summary, schema, refusals }), SerializeOptions({ schema }));

export const BAD_QUERY = { 400: 'A parameter is wrong; the answer names it' };
export const BAD_REQUEST = { 400: 'The request is wrong; the answer names the field' };
export const UNKNOWN_ITEM = { ...BAD_QUERY, 404: 'Unknown item; the answer names the nearest sku' };
