import { PoisonMessageError } from '#contracts';
import { DateTime } from 'luxon';

/**
 * Reads a time that the connector wrote as ISO 8601. Debezium marks zone-less times as UTC: the mark
 * is dropped and the source's own zone is used.
 *
 * @param zone IANA zone of the text; `UTC` leaves it as written
 * @returns UTC ISO 8601
 * @throws PoisonMessageError `change.bad_time`
 */
export function toUtc(text: string, zone: string): string {
  const local = zone === 'UTC' ? text : text.replace(/(Z|[+-]\d\d:?\d\d)$/, '');
  const time = DateTime.fromISO(local, { zone });
  const utc = time.toUTC().toISO();
  if (utc === null) throw new PoisonMessageError('change.bad_time', `"${text}" is no time`);
  return utc;
}
