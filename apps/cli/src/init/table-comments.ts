import type { MetReason } from './movement-kinds.js';
import type { Proposal, ProposedLevels, ProposedMovements } from './proposal.js';

/** Reasons that a comment names; the expression below it has them all. */
const REASONS_SHOWN = 6;

/** For each table that is proposed, what a person should check. */
export function tableComments(
  { levels, movements }: Proposal,
  reasons: readonly MetReason[],
): ReadonlyMap<string, string> {
  const comments = new Map<string, string>(referenceComments(levels ?? movements));
  if (levels) comments.set(levels.table, levelsComment(levels));
  if (movements)
    comments.set(movements.table, movementsComment(movements, levels !== null, reasons));
  return comments;
}

function referenceComments(
  stated: ProposedLevels | ProposedMovements | null,
): readonly (readonly [string, string])[] {
  const [item, place] = [stated?.item.through, stated?.place?.through];
  const asItem = (says: string) => `Items. Check that ${says} is the code that marketplaces know.`;
  const asPlace = (says: string) => `Places. Check that ${says} is what the policy calls them by.`;
  return [
    ...(item ? [[item.table, asItem(item.says)] as const] : []),
    ...(place ? [[place.table, asPlace(place.says)] as const] : []),
  ];
}

function levelsComment({ onHand, reserved }: ProposedLevels): string {
  const within = reserved === null ? '' : `, and that ${reserved} is part of it`;
  return `The only table that states quantities. Check that ${onHand} is what lies on the shelf${within}.`;
}

function movementsComment(
  { reason }: ProposedMovements,
  isCause: boolean,
  reasons: readonly MetReason[],
): string {
  const says = isCause
    ? 'Names what led to the levels, and how many units were sold.'
    : 'The only table that moves stock.';
  if (reason === null || reasons.length === 0) return `${says} Check which rows are sales.`;
  const met = reasons.slice(0, REASONS_SHOWN).map(({ value, rows }) => `${value} (${rows})`);
  return `${says} Check what each ${reason} means; met were ${met.join(', ')}.`;
}
