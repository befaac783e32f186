import type { WorldSize } from './world.js';

/** Which item each line is of: the hot ones as often as they are, the rest by chance; shuffled. */
export function scheduleOf(
  { items, lines, hotItems, linesOfHot }: WorldSize,
  random: () => number,
): Uint32Array {
  const schedule = new Uint32Array(lines);
  const hot = hotItems * linesOfHot;
  for (let at = 0; at < lines; at += 1) {
    if (at < hot) schedule[at] = Math.floor(at / linesOfHot);
    // every other item at least once, and then the first ones more often
    else if (at < hot + items - hotItems) schedule[at] = hotItems + at - hot;
    else schedule[at] = hotItems + Math.floor(random() ** 2 * (items - hotItems));
  }
  for (let at = lines - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const held = schedule[at] ?? 0;
    schedule[at] = schedule[other] ?? 0;
    schedule[other] = held;
  }
  return schedule;
}
