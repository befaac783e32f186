/** Minutes since local midnight; `to` is beyond 1,440 where it closes after midnight. */
export interface DayHours {
  readonly from: number;
  readonly to: number;
}

const TIME = '([01]\\d|2[0-3]):([0-5]\\d)';
const RANGE = new RegExp(`^${TIME}-(?:${TIME}|(24):(00))$`);
const DAY = 1440;

/**
 * Reads `09:00-18:00`, `09:00-12:30, 14:00-18:00`, `20:00-04:00` or `closed`.
 *
 * @returns in order; undefined: it is none of these
 */
export function parseHours(text: string): readonly DayHours[] | undefined {
  if (text.trim() === 'closed') return [];
  const ranges = text.split(',').map((range) => parseRange(range.trim()));
  if (!ranges.every((range) => range !== undefined)) return undefined;
  const overlap = ranges.some((range, index) => {
    const before = ranges[index - 1];
    return before !== undefined && range.from < before.to;
  });
  return overlap ? undefined : ranges;
}

function parseRange(text: string): DayHours | undefined {
  const match = RANGE.exec(text);
  if (!match) return undefined;
  const [, fromHour, fromMinute, toHour = match[5], toMinute = match[6]] = match;
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const to = Number(toHour) * 60 + Number(toMinute);
  if (from === to) return undefined;
  return { from, to: to > from ? to : to + DAY };
}
