import type { Tracer } from '@opentelemetry/api';

/** The process's tracer; undefined while nobody traces, which costs one comparison. */
let current: Tracer | undefined;

export const currentTracer = (): Tracer | undefined => current;

export function setTracer(tracer: Tracer | undefined): void {
  current = tracer;
}
