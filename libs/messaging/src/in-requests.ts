import type { KafkaRecord } from '#contracts';

/** The broker refuses a batch above its `message.max.bytes`, 1 MiB unless set: stay well below. */
const REQUEST_BYTES = 512 * 1024;
/** Length, timestamp and offset of a record, roughly. */
const OVERHEAD_BYTES = 32;

/** The records, in order, in as many requests as it takes; a record larger than the limit goes alone. */
export function inRequests(
  records: readonly KafkaRecord[],
  limit = REQUEST_BYTES,
): readonly (readonly KafkaRecord[])[] {
  const requests: KafkaRecord[][] = [];
  let room = 0;
  for (const record of records) {
    const bytes = bytesOf(record);
    if (bytes > room) {
      requests.push([]);
      room = limit;
    }
    requests.at(-1)?.push(record);
    room -= bytes;
  }
  return requests;
}

function bytesOf({ key, value, headers }: KafkaRecord): number {
  const inHeaders = Object.entries(headers).reduce(
    (sum, [name, content]) => sum + Buffer.byteLength(name) + Buffer.byteLength(content),
    0,
  );
  return OVERHEAD_BYTES + Buffer.byteLength(key) + Buffer.byteLength(value) + inHeaders;
}
