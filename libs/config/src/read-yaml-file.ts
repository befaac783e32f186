import type { z } from 'zod';
import { ConfigError } from './problem.js';
import { YamlText } from './yaml-text.js';
import { problemsOf } from './zod-problems.js';

/**
 * Reads and validates a YAML file.
 *
 * @throws ConfigError with every problem, by line and path
 */
export function readYamlFile<T>(file: string, schema: z.ZodType<T>): T {
  const text = new YamlText(file);
  return validate(text, text.value, schema);
}

export function validate<T>(text: YamlText, value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new ConfigError(problemsOf(text, result.error, schema));
}
