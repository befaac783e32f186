import { context, SpanStatusCode, trace, type Link, type Span } from '@opentelemetry/api';
import { currentTracer } from './tracer.js';
import { readTraceparent } from './traceparent.js';
import type { SpanName } from './trace-names.js';

/** OpenTelemetry keeps as many links of a span. */
const MOST_LINKS = 128;

/**
 * Does work within a span, and notes how it ended. Does only the work while nobody traces.
 *
 * @param causes traceparents of what led to it; repeated and malformed ones are passed over
 */
export async function inSpan<T>(
  named: () => SpanName,
  work: () => Promise<T>,
  causes: () => Iterable<string | undefined> = () => [],
): Promise<T> {
  const tracer = currentTracer();
  if (!tracer) return work();
  const { name, ...options } = named();
  const span = tracer.startSpan(name, { ...options, links: linksTo(causes()) });
  return context.with(trace.setSpan(context.active(), span), () => noted(span, work));
}

/** The same, where it is part of something that is traced; alone it is of no interest. */
export const inPartSpan = <T>(named: () => SpanName, work: () => Promise<T>): Promise<T> =>
  trace.getActiveSpan() === undefined ? work() : inSpan(named, work);

async function noted<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // a message may quote what must not leave: the log tells it, with secrets hidden
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
    throw error;
  } finally {
    span.end();
  }
}

function linksTo(causes: Iterable<string | undefined>): Link[] {
  const links = new Map<string, Link>();
  for (const cause of causes) {
    if (links.size === MOST_LINKS) break;
    const read = cause === undefined || links.has(cause) ? undefined : readTraceparent(cause);
    if (cause !== undefined && read) links.set(cause, { context: read });
  }
  return [...links.values()];
}
