import type { Proposal, ProposedLevels, ProposedLink, ProposedMovements } from './proposal.js';
import { kindOfReason, type MetReason } from './movement-kinds.js';

/** More different reasons than these are no codes but what people typed. */
const MOST_REASONS = 20;
/** What the only place of a database is called when it has no word for places. */
export const ONLY_PLACE = 'main';

type Part = Record<string, unknown>;

/** The tables of `pack.yaml`, as far as they can be guessed. */
export function tableParts(
  { levels, movements }: Proposal,
  reasons: readonly MetReason[],
  isZoneless: boolean,
): Record<string, Part> {
  const links = [levels?.item, levels?.place, movements?.item, movements?.place];
  return {
    ...referenceParts(links),
    ...(levels ? { [levels.table]: levelPart(levels) } : {}),
    ...(movements
      ? { [movements.table]: movementPart(movements, { reasons, isZoneless, moves: !levels }) }
      : {}),
  };
}

function referenceParts(links: readonly (ProposedLink | null | undefined)[]): Record<string, Part> {
  const through = links.flatMap((link) => link?.through ?? []);
  return Object.fromEntries(
    through.map(({ table, key, says }) => [table, { role: 'reference', key: [key], keep: [says] }]),
  );
}

function levelPart(levels: ProposedLevels): Part {
  const { key, item, place, onHand, reserved, damaged } = levels;
  const quantity = reserved === null ? at(onHand) : `minus(${at(onHand)}, ${at(reserved)})`;
  const rule = (name: string, bucket: string, of: string) => ({
    name,
    kind: 'level',
    bucket,
    quantity: of,
  });
  return {
    role: 'state',
    key,
    columns: columns([...key, item.column, place?.column, onHand, reserved, damaged]),
    ...whereabouts(item, place),
    rules: [
      rule('available', 'available_base', quantity),
      ...(reserved === null ? [] : [rule('allocated', 'allocated', at(reserved))]),
      ...(damaged === null ? [] : [rule('damaged', 'damaged', at(damaged))]),
    ],
  };
}

interface MovementFacts {
  readonly reasons: readonly MetReason[];
  readonly isZoneless: boolean;
  /** no other table states what these rows move */
  readonly moves: boolean;
}

function movementPart(movements: ProposedMovements, facts: MovementFacts): Part {
  const { key, item, place, quantity, at: time, reason, document } = movements;
  const units = facts.moves
    ? { bucket: 'available_base', quantity: at(quantity) }
    : { quantity: `absolute(${at(quantity)})` };
  return {
    role: 'ledger',
    key,
    columns: columns([...key, item.column, place?.column, quantity, time, reason, document]),
    ...whereabouts(item, place),
    ...(facts.isZoneless && time !== null ? { zoneless: true } : {}),
    rules: [
      {
        name: facts.moves ? 'movement' : 'cause',
        kind: { cel: kindExpression(movements, facts.reasons) },
        ...units,
        ...(document === null ? {} : { cause: causeOf(document) }),
        ...(time === null ? {} : { occurredAt: at(time) }),
      },
    ],
  };
}

const causeOf = (document: string): Part => ({
  type: 'document',
  id: `${at(document)} == null ? '' : string(${at(document)})`,
});

function kindExpression(
  { quantity, reason }: ProposedMovements,
  reasons: readonly MetReason[],
): string {
  if (reason === null || reasons.length === 0 || reasons.length > MOST_REASONS) {
    return `isNegative(${at(quantity)}) ? 'sale' : 'receipt'`;
  }
  const cases = reasons.map(
    (met) => `string(${at(reason)}) == ${celText(met.value)} ? '${kindOfReason(met)}' :`,
  );
  return [`${at(reason)} == null ? 'adjustment' :`, ...cases, "'adjustment'"].join(' ');
}

function whereabouts(item: ProposedLink, place: ProposedLink | null): Part {
  const ref = (link: ProposedLink) => ({
    table: link.through?.table,
    key: `string(${at(link.column)})`,
  });
  return {
    refs: {
      ...(item.through ? { item: ref(item) } : {}),
      ...(place?.through ? { place: ref(place) } : {}),
    },
    sku: item.through ? `item${member(item.through.says)}` : `string(${at(item.column)})`,
    location: locationOf(place),
  };
}

function locationOf(place: ProposedLink | null): string {
  if (!place) return `'${ONLY_PLACE}'`;
  return place.through ? `place${member(place.through.says)}` : `string(${at(place.column)})`;
}

const celText = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const columns = (names: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(names.flatMap((name) => name ?? [])),
];

const at = (column: string): string => `row${member(column)}`;

const member = (column: string): string =>
  /^[A-Za-z_]\w*$/.test(column) ? `.${column}` : `[${JSON.stringify(column)}]`;
