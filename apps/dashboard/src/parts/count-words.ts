/** `1 alert`, `3 alerts`, `1,204 items`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** `12,480`. */
export const grouped = (count: number): string => count.toLocaleString('en-GB');
