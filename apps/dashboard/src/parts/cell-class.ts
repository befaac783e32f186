/** @param end numbers stand at the end; @param wide left out on narrow screens */
export const cellClass = (end = false, wide = false): string =>
  [end ? 'table-end' : '', wide ? 'table-wide' : ''].join(' ').trim();
