import type { Listing } from './listing.js';

/** What customers see, and what they should see where that differs. */
export function ShownNumber({ listing: { desired, acknowledged } }: { readonly listing: Listing }) {
  const shown = acknowledged?.quantity;
  return (
    <p className="listing-number">
      <strong className="number">{shown ?? '–'}</strong> shown
      {desired && desired.quantity !== shown && (
        <>
          , should be <strong className="number">{desired.quantity}</strong>
        </>
      )}
    </p>
  );
}
