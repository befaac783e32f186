import type { ListingRow } from '../port/listing-row.js';
import type { RowVerdict } from '../port/push-result.js';
import type { UpdatedRow, VendorError } from './answers.js';
import { SYSTEM_ERROR, wordsOf } from './refusals.js';

/**
 * What eBay's rows say of one of ours: it answers for the item, and for the offer where one was sent.
 *
 * @param offerId null: none was sent
 * @param answered all rows of the answer that were understood
 */
export function rowVerdict(
  row: ListingRow,
  offerId: string | null,
  answered: readonly UpdatedRow[],
): RowVerdict {
  const own = answered.filter(
    (each) => each.sku === row.sku || (each.sku === undefined && each.offerId === offerId),
  );
  const isOfferTold = offerId === null || own.some((each) => each.offerId === offerId);
  if (own.length === 0) return { outcome: 'unknown', reason: 'eBay told nothing of the row' };
  const verdicts = own.map(partVerdict);
  const unclear = verdicts.find(({ outcome }) => outcome === 'unknown');
  if (unclear) return unclear;
  const refused = verdicts.find((verdict) => verdict.outcome === 'rejected');
  if (!refused) {
    return isOfferTold
      ? { outcome: 'applied' }
      : { outcome: 'unknown', reason: 'eBay told nothing of the offer' };
  }
  return verdicts.some(({ outcome }) => outcome === 'applied') ? halfDone(row, refused) : refused;
}

function partVerdict({ statusCode, errors }: UpdatedRow): RowVerdict {
  const error = errors.find(isSystemError) ?? errors[0];
  if (isSuccess(statusCode) && !error) return { outcome: 'applied' };
  if (!error) return withoutWords(statusCode);
  const reason = wordsOf(error);
  return isRefusal(statusCode) && !isSystemError(error)
    ? { outcome: 'rejected', code: String(error.errorId), reason }
    : { outcome: 'unknown', reason };
}

const withoutWords = (statusCode: number): RowVerdict =>
  isRefusal(statusCode)
    ? { outcome: 'rejected', code: `row_${statusCode}`, reason: null }
    : { outcome: 'unknown', reason: `status ${statusCode}` };

const isSuccess = (statusCode: number): boolean => statusCode >= 200 && statusCode < 300;

const isRefusal = (statusCode: number): boolean =>
  statusCode >= 400 && statusCode < 500 && statusCode !== TOO_MANY;

const TOO_MANY = 429;

const isSystemError = ({ errorId }: VendorError): boolean => errorId === SYSTEM_ERROR;

/**
 * Customers see the smaller one of item and offer. One of them has the new number, so they see at most
 * that; where it is no more than before, they see just that, and a read-back will confirm it. A larger
 * one does not show, and sending it again would use up the listing's revisions.
 */
function halfDone(
  { quantity, shown }: ListingRow,
  refused: Extract<RowVerdict, { outcome: 'rejected' }>,
): RowVerdict {
  const reason = `only one of item and offer was set: ${refused.reason ?? refused.code}`;
  const isRaised = shown !== null && quantity > shown;
  return isRaised ? { ...refused, reason } : { outcome: 'unknown', reason };
}
