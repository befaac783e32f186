import type { PackFile } from '#mapping';
import { columnChanges, fieldChanges } from './field-changes.js';
import type { Held } from './held.js';
import { step, type FieldChange, type Step } from './step.js';

type Table = PackFile['tables'][string];

export interface TableOfSource {
  readonly source: string;
  readonly table: string;
}

/** What one table means now and before: columns and rules that came, went or changed. */
export async function planTable(
  place: TableOfSource,
  before: Table | undefined,
  after: Table | undefined,
  held: Held,
): Promise<Step[]> {
  const id = `pack/${place.source}/${place.table}`;
  if (!before) return [step('packs', id, '+')];
  if (!after) {
    const rows = await held.rows(place.source, place.table);
    const loss = `its changes are captured no more; ${rows} rows of it make stock now, and stay as they are until ${anew(place)}`;
    return [step('packs', id, '-', [], [loss])];
  }
  const changes = [
    ...columnChanges(columnsOf(before), columnsOf(after), 'columns'),
    ...fieldChanges(meaningOf(before), meaningOf(after)),
  ];
  if (changes.length === 0) return [];
  return [step('packs', id, '~', changes, await lossesOf(place, changes, held))];
}

const anew = ({ source }: TableOfSource): string => `shelfwire resnapshot ${source} reads it anew`;

const columnsOf = (table: Table): readonly string[] =>
  table.role === 'reference' ? table.keep : table.columns;

/** Rules by their names, as they are known by; columns are compared apart. */
function meaningOf(table: Table): object {
  const { columns: _columns, keep: _keep, rules, ...rest }: TableParts = table;
  if (!rules) return rest;
  return { ...rest, rules: Object.fromEntries(rules.map(({ name, ...rule }) => [name, rule])) };
}

interface TableParts {
  readonly columns?: readonly string[];
  readonly keep?: readonly string[];
  readonly rules?: readonly { readonly name: string }[];
}

const DROPPED_RULE = /^rules\.([^.]+)$/;
const KEYED_BY = /^(role|key|sku|location)$|^refs(\.|$)/;

async function lossesOf(
  place: TableOfSource,
  changes: readonly FieldChange[],
  held: Held,
): Promise<string[]> {
  const losses: string[] = [];
  const keyed = changes.filter(({ field, from }) => KEYED_BY.test(field) && from !== null);
  if (keyed.length > 0) {
    const rows = await held.rows(place.source, place.table);
    const fields = keyed.map(({ field }) => field).join(', ');
    losses.push(
      `${fields}: ${rows} rows make stock as they were keyed before, beside what comes now, until ${anew(place)}`,
    );
  }
  for (const { field, to } of changes) {
    const rule = to === null ? DROPPED_RULE.exec(field)?.[1] : undefined;
    if (rule === undefined) continue;
    const rows = await held.rows(place.source, place.table, rule);
    losses.push(`rule ${rule}: ${rows} rows make stock by it, and keep it until ${anew(place)}`);
  }
  return losses;
}
