import { readFileSync } from 'node:fs';

const PLACEHOLDER = /\{\{(\w+)\}\}/g;
/** What needs no quoting in any place of the statements, be it a name or a text. */
const PLAIN = /^[A-Za-z0-9_-]+$/;

/**
 * Fills the `{{name}}`s of a pack's `grants.sql`.
 *
 * @throws RangeError for a value that would need quoting; Error for a placeholder without value
 */
export function renderSql(file: URL | string, values: Readonly<Record<string, string>>): string {
  return readFileSync(file, 'utf8').replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`${String(file)} names ${placeholder}: no such value.`);
    if (PLAIN.test(value)) return value;
    throw new RangeError(`${name} may hold only letters, digits, dashes and underscores.`);
  });
}
