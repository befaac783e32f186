const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time for people: `0.35 s`, `12 s`, `4 min`, `3 h 20 min`, `2 d 4 h`. */
export function span(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toFixed(2))} s`;
  if (seconds < 2 * MINUTE) return `${Math.round(seconds)} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  return seconds < 2 * DAY
    ? both(seconds, [HOUR, 'h'], [MINUTE, 'min'])
    : both(seconds, [DAY, 'd'], [HOUR, 'h']);
}

function both(seconds: number, large: [number, string], small: [number, string]): string {
  const first = Math.floor(seconds / large[0]);
  const rest = Math.floor((seconds % large[0]) / small[0]);
  return rest === 0 ? `${first} ${large[1]}` : `${first} ${large[1]} ${rest} ${small[1]}`;
}

export const spanOr = (seconds: number | null, none: string): string =>
  seconds === null ? none : span(seconds);

/** @param now, instant both UTC ISO 8601 */
export function ago(instant: string | null, now: string, none = 'never'): string {
  if (instant === null) return none;
  const seconds = (Date.parse(now) - Date.parse(instant)) / 1000;
  return `${span(Math.max(0, seconds))} ago`;
}
