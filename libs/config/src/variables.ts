import type { z } from 'zod';
import { ConfigError } from './problem.js';

/** A variable of the environment, and what it may hold. */
export interface Variable<T> {
  readonly name: string;
  readonly fallback?: string;
  readonly expected: string;
  readonly example: string;
  readonly secret?: boolean;
  readonly schema: z.ZodType<T>;
}

type Values<V> = { [K in keyof V]: V[K] extends Variable<infer T> ? T : never };

/** @throws ConfigError naming every variable that is missing or malformed; values of secrets stay hidden */
export function readVariables<V extends Record<string, Variable<unknown>>>(
  variables: V,
  env: NodeJS.ProcessEnv,
): Values<V> {
  const read = Object.entries(variables).map(([key, variable]) => {
    const text = env[variable.name] ?? variable.fallback;
    return { key, text, variable, result: variable.schema.safeParse(text) };
  });
  const wrong = read.filter(({ result }) => !result.success);
  if (wrong.length > 0) {
    throw new ConfigError(
      wrong.map(({ text, variable }) => ({
        file: 'environment',
        line: null,
        column: null,
        path: variable.name,
        found: describe(text, variable.secret ?? false),
        expected: variable.expected,
        hint: `for instance: export ${variable.name}=${variable.example}`,
      })),
    );
  }
  return Object.fromEntries(read.map(({ key, result }) => [key, result.data])) as Values<V>;
}

function describe(text: string | undefined, secret: boolean): string {
  if (text === undefined) return 'nothing (the variable is not set)';
  return secret ? '(hidden)' : JSON.stringify(text);
}
