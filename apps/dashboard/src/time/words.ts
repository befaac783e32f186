const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span as people say it: `0.4 s`, `12 s`, `3 min`, `2 h 10 min`, `4 d`. */
export function span(seconds: number): string {
  if (seconds < 9.95) return `${trim(seconds)} s`;
  if (seconds < 2 * MINUTE) return `${Math.round(seconds)} s`;
  if (seconds < HOUR) return `${Math.round(seconds / MINUTE)} min`;
  if (seconds < DAY) return parts(Math.round(seconds / MINUTE), 60, 'h', 'min');
  if (seconds < 10 * DAY) return parts(Math.round(seconds / HOUR), 24, 'd', 'h');
  return `${Math.round(seconds / DAY)} d`;
}

/** A span that ticks each second needs no tenths. */
export const wholeSpan = (seconds: number): string => span(Math.max(0, Math.floor(seconds)));

const trim = (seconds: number): string =>
  seconds < 1 ? seconds.toFixed(1).replace('.0', '') : seconds.toFixed(1).replace(/\.0$/, '');

function parts(count: number, base: number, large: string, small: string): string {
  const rest = count % base;
  const whole = `${Math.floor(count / base)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}

const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** `27 Nov 2026, 10:14:03`, where the reader is. */
export const absolute = (at: string | number): string => DAY_AND_TIME.format(new Date(at));

/** `10:14:03`, where the reader is. */
export const clockTime = (at: string | number): string => CLOCK.format(new Date(at));
