import { z } from 'zod';
import { readVariables, type Variable } from './variables.js';

const endpoint: Variable<string | undefined> = {
  name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  fallback: '',
  expected: 'the URL of an OTLP/HTTP collector, without /v1/traces; empty: nothing is traced',
  example: 'http://127.0.0.1:4318',
  schema: z.union([z.literal('').transform(() => undefined), z.url({ protocol: /^https?$/ })]),
};

/**
 * Where spans are sent; undefined: nowhere. Other variables of OpenTelemetry are read by its libraries.
 *
 * @throws ConfigError
 */
export const readTracingEndpoint = (env: NodeJS.ProcessEnv = process.env): string | undefined =>
  readVariables({ endpoint }, env).endpoint;
