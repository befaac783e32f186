import { isSpanContextValid, trace, type SpanContext } from '@opentelemetry/api';

/** Version 00 of W3C Trace Context: trace, span, flags. Later versions may go on after that. */
const FORM = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;

/** @returns undefined for what is none, wherever it came from */
export function readTraceparent(text: string): SpanContext | undefined {
  const [, traceId = '', spanId = '', flags = '00'] = FORM.exec(text) ?? [];
  const read = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(read) ? read : undefined;
}

/** Names the span that is under way; undefined while nobody traces. */
export function currentTraceparent(): string | undefined {
  const active = trace.getActiveSpan()?.spanContext();
  if (!active) return undefined;
  const flags = active.traceFlags.toString(16).padStart(2, '0');
  return `00-${active.traceId}-${active.spanId}-${flags}`;
}

/** Of the span that is under way; undefined while nobody traces. */
export const currentTraceId = (): string | undefined =>
  trace.getActiveSpan()?.spanContext().traceId;
