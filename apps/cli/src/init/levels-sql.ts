import type { Engine } from '#mapping';
import { ONLY_PLACE } from './pack-parts.js';
import type { ProposedLevels, ProposedLink } from './proposal.js';

/** What the application itself would show as in stock, in the database's own SQL. */
export function levelsSql(levels: ProposedLevels, engine: Engine): string {
  const quote = engine === 'postgresql' ? '"' : '`';
  const name = (word: string) =>
    word
      .split('.')
      .map((part) => (/^[a-z_][a-z0-9_]*$/.test(part) ? part : `${quote}${part}${quote}`))
      .join('.');
  const said = (link: ProposedLink, alias: string) =>
    link.through ? `${alias}.${name(link.through.says)}` : `s.${name(link.column)}`;
  const join = (link: ProposedLink | null, alias: string) =>
    link?.through
      ? ` JOIN ${name(link.through.table)} ${alias} ON ${alias}.${name(link.through.key)} = s.${name(link.column)}`
      : '';
  const sku = said(levels.item, 'i');
  const location = levels.place ? said(levels.place, 'p') : `'${ONLY_PLACE}'`;
  const onHand = `s.${name(levels.onHand)}`;
  const sum = levels.reserved === null ? onHand : `${onHand} - s.${name(levels.reserved)}`;
  return (
    `SELECT ${sku} AS sku, ${location} AS location, SUM(${sum}) AS quantity ` +
    `FROM ${name(levels.table)} s${join(levels.item, 'i')}${join(levels.place, 'p')} ` +
    `GROUP BY ${[sku, ...(levels.place ? [location] : [])].join(', ')}`
  );
}
