import { PoisonMessageError } from '#contracts';
import { DateTime } from 'luxon';

const MARK = '(Z|[+-]\\d\\d(?::?\\d\\d)?)?';
const DATE = new RegExp(`^(\\d{4}-\\d\\d-\\d\\d)${MARK}$`);
const DATE_AND_TIME = new RegExp(
  `^(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)${MARK}$`,
);

/**
 * Reads a date, or a date and a time, that the connector wrote as ISO 8601; a time of day alone would be
 * one of today. Debezium marks dates and zone-less times as UTC: the mark of a date is dropped, and so is
 * that of a time where the source's own zone is used.
 *
 * @param zone IANA zone of the text; `UTC` leaves it as written
 * @returns UTC ISO 8601, from the year 1 to 9999
 * @throws PoisonMessageError `change.bad_time`
 */
export function toUtc(text: string, zone: string): string {
  const time = earliest(DateTime.fromISO(localOf(text, zone), { zone })).toUTC();
  const utc = time.toISO();
  if (utc !== null && time.year >= 1 && time.year <= 9999) return utc;
  throw new PoisonMessageError(
    'change.bad_time',
    `"${text}" is no date or time such as 2026-03-01T10:00:00Z`,
  );
}

/** Of an hour that comes twice, the first: Luxon itself takes the one whose offset is today's. */
const earliest = (time: DateTime): DateTime =>
  time.isValid ? (time.getPossibleOffsets()[0] ?? time) : time;

function localOf(text: string, zone: string): string {
  const date = DATE.exec(text)?.[1];
  if (date !== undefined) return date;
  const [, day, time, mark = ''] = DATE_AND_TIME.exec(text) ?? [];
  return day === undefined ? '' : `${day}T${time}${zone === 'UTC' ? mark : ''}`;
}
