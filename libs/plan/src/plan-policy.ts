import { ACCOUNT_FIELDS } from '#config';
import type { KeptPolicy } from './applied-content.js';
import { fieldChanges } from './field-changes.js';
import type { Held } from './held.js';
import { step, type FieldChange, type Step } from './step.js';

const KINDS = { sources: 'source', locations: 'location', channels: 'channel' } as const;
type Kind = (typeof KINDS)[keyof typeof KINDS];

/** How the policy differs from the one applied last, field by field; everything is new before the first. */
export async function planPolicy(
  before: KeptPolicy | null,
  after: KeptPolicy,
  held: Held,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const [list, kind] of Object.entries(KINDS) as [keyof typeof KINDS, Kind][]) {
    const known = before?.[list] ?? {};
    for (const name of new Set([...Object.keys(known), ...Object.keys(after[list])])) {
      const thing: Thing = { kind, name, before: known[name], after: after[list][name] };
      steps.push(...(await planThing(thing, held)));
    }
  }
  return before ? [...steps, ...planRest(before, after)] : steps;
}

interface Thing {
  readonly kind: Kind;
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

async function planThing(thing: Thing, held: Held): Promise<Step[]> {
  const { kind, name, before, after } = thing;
  const id = `${kind}/${name}`;
  if (before === undefined) return [step('policy', id, '+', fieldChanges({}, after))];
  const changes = after === undefined ? [] : fieldChanges(before, after);
  if (after !== undefined && changes.length === 0) return [];
  const sign = after === undefined ? '-' : '~';
  return [step('policy', id, sign, changes, await lossesOf(thing, changes, held))];
}

async function lossesOf(
  { kind, name, after }: Thing,
  changes: readonly FieldChange[],
  held: Held,
): Promise<string[]> {
  const removed = after === undefined;
  if (kind === 'location' && (removed || touches(changes, ['source', 'name']))) {
    const items = await held.itemsAt(name);
    if (items === 0) return [];
    return removed
      ? [`${items} items have stock there, which no channel sells any more`]
      : [
          `the stock of ${items} items that came by its former name stays until shelfwire resnapshot reads its source anew`,
        ];
  }
  if (kind === 'channel' && (removed || touches(changes, ACCOUNT))) {
    const listings = await held.listings(name);
    if (listings === 0) return [];
    return [`${listings} listings keep the number that they show now; nobody lowers it any more`];
  }
  return [];
}

/** What makes a channel another account's. */
const ACCOUNT = [
  'connector',
  ...Object.values(ACCOUNT_FIELDS)
    .flat()
    .map((field) => `endpoint.${field}`),
];

const touches = (changes: readonly FieldChange[], fields: readonly string[]): boolean =>
  changes.some(({ field }) => fields.includes(field));

function planRest(before: KeptPolicy, after: KeptPolicy): Step[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !(name in KINDS))
    .flatMap((name) => {
      const changes = fieldChanges(before[name], after[name], name);
      if (changes.length === 0) return [];
      return [step('policy', `policy/${name}`, '~', changes, changes.flatMap(retentionLoss))];
    });
}

/** What goes when the policy keeps it for fewer days. */
const KEPT_FOR: Readonly<Record<string, string>> = {
  'retention.movementDays': 'movements that a count covers and that are',
  'retention.publicationDays': 'steps of publications that are',
};

function retentionLoss({ field, from, to }: FieldChange): string[] {
  const what = Object.hasOwn(KEPT_FOR, field) ? KEPT_FOR[field] : undefined;
  if (what === undefined || to === null || to === 'null') return [];
  if (from !== null && from !== 'null' && Number(to) >= Number(from)) return [];
  return [`${what} older than ${to} days are forgotten`];
}
