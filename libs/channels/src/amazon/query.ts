/**
 * A query string with `%20` for spaces. Several values go into one, with commas between them that are
 * encoded too: the vendor knows no way to tell them from a comma inside of a value.
 */
export const query = (values: Readonly<Record<string, string | readonly string[]>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent([value].flat().join(','))}`)
    .join('&');
