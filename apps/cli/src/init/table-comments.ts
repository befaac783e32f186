import type { MetReason } from './movement-kinds.js';
import type { Proposal, ProposedLevels, ProposedMovements } from './proposal.js';

/** Reasons that a comment names; the expression below it has them all. */
const REASONS_SHOWN = 6;

/** For each table that is proposed, what a person should check. */
export function tableComments(
  { levels, movements }: Proposal,
  reasons: readonly MetReason[],
): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  const item = (levels?.item ?? movements?.item)?.through;
  const place = (levels ? levels.place : movements?.place)?.through;
  if (item)
    comments.set(item.table, `Items. Check that ${item.says} is the code that marketplaces know.`);
  if (place)
    comments.set(place.table, `Places. Check that ${place.says} is what the policy calls them by.`);
  if (levels) comments.set(levels.table, levelsComment(levels));
  if (movements)
    comments.set(movements.table, movementsComment(movements, levels !== null, reasons));
  return comments;
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
