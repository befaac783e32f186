const IN_MILLISECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const UTC = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/;
const MICROSECOND_DIGITS = 6;

/**
 * An instant as PostgreSQL writes it in JSON when its time zone is UTC: `2026-01-05T09:00:00.25+00:00`.
 * Digits beyond microseconds are cut off, for the database would round them.
 *
 * @param iso UTC ISO 8601
 * @throws RangeError when it is no time
 */
export function instantText(iso: string): string {
  if (IN_MILLISECONDS.test(iso)) return withFraction(iso.slice(0, 19), iso.slice(20, 23));
  const match = UTC.exec(iso);
  if (!match) return instantText(new Date(iso).toISOString());
  const [, whole = '', digits = ''] = match;
  return withFraction(whole, digits.slice(0, MICROSECOND_DIGITS));
}

function withFraction(whole: string, digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return end === 0 ? `${whole}+00:00` : `${whole}.${digits.slice(0, end)}+00:00`;
}
