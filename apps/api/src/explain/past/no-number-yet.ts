import { iso } from '../../format/instants.js';
import { ProblemException } from '../../http/problem.js';

/** @param first when the ledger first tells of the item */
export const noNumberYet = (sku: string, at: Date, first: Date): ProblemException =>
  new ProblemException(
    404,
    'no_number_yet',
    'No number yet',
    `Item ${sku} had no number at ${iso(at)}: the ledger first tells of it at ${iso(first)}. Ask for that moment or a later one.`,
  );
