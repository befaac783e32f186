import { applyDecorators, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { problemSchema } from './problem.js';

const problem = (status: number, description: string): MethodDecorator =>
  ApiResponse({ status, description, standardSchema: problemSchema });

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
  applyDecorators(
    ApiOperation({ summary }),
    SerializeOptions({ schema }),
    ApiOkResponse({ description: summary, standardSchema: schema }),
    ...Object.entries(refusals).map(([status, text]) => problem(Number(status), text)),
    problem(503, "Shelfwire's database does not answer"),
  );

export const BAD_QUERY = { 400: 'A parameter is wrong; the answer names it' };
export const UNKNOWN_ITEM = { ...BAD_QUERY, 404: 'Unknown item; the answer names the nearest sku' };
