import { Link } from 'wouter';
import { Notice } from '../../parts/notice.js';
import { absolute } from '../../time/words.js';

/** The address of an item as it was. @param at ISO 8601 */
export const momentOf = (sku: string, at: string): string =>
  `/items/${encodeURIComponent(sku)}?at=${encodeURIComponent(at)}`;

/** Says that the page tells of the past, and leads back. */
export function AsOf({ sku, at }: { readonly sku: string; readonly at: string }) {
  return (
    <Notice title={`As it was on ${absolute(at)}`}>
      <p>
        Told from the ledger and from what was kept of publications; packs and bundles, and what is
        said beside the number, are told for now only.
      </p>
      <Link href={`/items/${encodeURIComponent(sku)}`}>Back to now</Link>
    </Notice>
  );
}
