import { ConsoleLogger, type ConsoleLoggerOptions, type LogLevel } from '@nestjs/common';
import { createRedact, type Redact } from './redact.js';
import { currentTraceId } from './tracing/traceparent.js';

const LEVELS = ['debug', 'log', 'warn', 'error'] as const satisfies readonly LogLevel[];

/** Contexts of Nest's records of errors that it throws. */
const THROWN: readonly unknown[] = ['ExceptionHandler', 'NestApplication'];

/** Keys whose values never reach a log, at any depth. */
const SECRET_KEYS = [
  'password',
  'token',
  'secret',
  'secrets',
  'authorization',
  'cookie',
  'databaseUrl',
];

/**
 * A logger that writes one JSON object a line, the given objects' fields at its top, secrets masked.
 *
 * @param app names the process
 * @param secrets texts to hide wherever they stand
 */
export function createLogger(
  app: string,
  level: (typeof LEVELS)[number] = 'log',
  secrets: readonly string[] = [],
): ConsoleLogger {
  const options: ConsoleLoggerOptions = {
    json: true,
    colors: false,
    flattenParams: true,
    redact: SECRET_KEYS,
    logLevels: LEVELS.slice(LEVELS.indexOf(level)),
  };
  return new RedactingLogger(app, options, createRedact(secrets));
}

class RedactingLogger extends ConsoleLogger {
  constructor(
    app: string,
    options: ConsoleLoggerOptions,
    private readonly hide: Redact,
  ) {
    super(app, options);
  }

  /** Nest logs what fails at the start before it throws it; whoever catches it tells it once. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (!THROWN.includes(rest.at(-1))) super.error(message, ...rest);
  }

  /** Leads from a line to the trace that it was written in. */
  protected override getJsonLogObject(
    ...given: Parameters<ConsoleLogger['getJsonLogObject']>
  ): ReturnType<ConsoleLogger['getJsonLogObject']> {
    const line = super.getJsonLogObject(...given);
    const traceId = currentTraceId();
    return traceId === undefined ? line : { ...line, traceId };
  }

  protected override stringifyReplacer(key: string, value: unknown): unknown {
    const plain = super.stringifyReplacer(key, value);
    return typeof plain === 'string' ? this.hide(plain) : plain;
  }
}
