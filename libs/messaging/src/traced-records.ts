import type { KafkaRecord } from '#contracts';
import { currentTraceparent } from '#observability';

/** The header of W3C Trace Context. */
export const TRACEPARENT = 'traceparent';

/**
 * Names in each record the span that sends it. A header of transport: no codec reads it, no id and no state
 * follows from it (I2). Without tracing the records stay as they are.
 */
export function tracedRecords(records: readonly KafkaRecord[]): readonly KafkaRecord[] {
  const traceparent = currentTraceparent();
  if (traceparent === undefined) return records;
  return records.map((record) => ({
    ...record,
    headers: { ...record.headers, [TRACEPARENT]: traceparent },
  }));
}
