import { PoisonMessageError } from '#contracts';
import { DateTime } from 'luxon';
import { earliest, zoneOffset } from './zone-offset.js';

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
  const local = localOf(text, zone);
  return viaOffset(local, zone) ?? viaCalendar(text, local, zone);
}

/** By the zone's offset in that hour; undefined: ask the calendar. */
function viaOffset(local: string, zone: string): string | undefined {
  const ms = plainMs(local);
  if (ms === undefined) return undefined;
  const offset = zone === 'UTC' ? 0 : zoneOffset(zone, ms);
  return offset === undefined ? undefined : new Date(ms - offset).toISOString();
}

const PLAIN = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?Z?)?$/;
/** Before, offsets of zones had seconds. */
const FIRST_YEAR = 1973;

/** A local time as if it were one of UTC, ms since 1970; undefined for what no calendar has, or long ago. */
function plainMs(local: string): number | undefined {
  const parts = PLAIN.exec(local);
  if (!parts) return undefined;
  const [year = 0, month = 0, ...rest] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  const ms = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  const time = Date.UTC(year, month - 1, ...rest, ms);
  const isThere = new Date(time).toISOString().startsWith(local.slice(0, 19).replace('Z', ''));
  return isThere && year >= FIRST_YEAR ? time : undefined;
}

function viaCalendar(text: string, local: string, zone: string): string {
  const time = earliest(DateTime.fromISO(local, { zone })).toUTC();
  const utc = time.toISO();
  if (utc !== null && time.year >= 1 && time.year <= 9999) return utc;
  throw new PoisonMessageError(
    'change.bad_time',
    `"${text}" is no date or time such as 2026-03-01T10:00:00Z`,
  );
}

function localOf(text: string, zone: string): string {
  const date = DATE.exec(text)?.[1];
  if (date !== undefined) return date;
  const [, day, time, mark = ''] = DATE_AND_TIME.exec(text) ?? [];
  return day === undefined ? '' : `${day}T${time}${zone === 'UTC' ? mark : ''}`;
}
