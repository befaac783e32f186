import { relative } from 'node:path';
import type { Initialised } from './init.js';

/** What was found, what was written, and what to do next. */
export function drawInit(source: string, result: Initialised): string[] {
  const { levels, movements } = result.proposal;
  const file = (path: string) => relative(process.cwd(), path) || path;
  return [
    `Looked at ${result.tables} tables; nothing was changed in the database.`,
    levels
      ? `  levels     ${levels.table}: ${levels.onHand}, by ${levels.item.column}${levels.place ? ` and ${levels.place.column}` : ''}`
      : '  levels     no table states them',
    movements
      ? `  movements  ${movements.table}: ${movements.quantity}${movements.reason === null ? '' : `, why: ${movements.reason}`}`
      : '  movements  no table has them',
    `  places     ${result.places.join(', ')}`,
    '',
    `Wrote ${file(result.pack)}: a proposal, check its comments.`,
    `Added source ${source} and its locations to ${file(result.policy)}.`,
    '',
    'Next:',
    `  export ${result.passwordVariable}=…     # of the login that will capture`,
    `  npx shelfwire validate`,
    `  npx shelfwire grants ${source}       # the administrator runs what it prints`,
    `  npx shelfwire backtest ${source}`,
    `  npx shelfwire plan`,
    `  npx shelfwire apply`,
  ];
}
