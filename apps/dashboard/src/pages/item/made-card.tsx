import type { Explain } from '../../../../api/src/explain/explain.schema.js';
import { Card } from '../../parts/card.js';
import { ItemLink } from '../../parts/item-link.js';
import { Pill } from '../../parts/pill.js';
import { Journey } from './journey.js';
import { checkText, TONES } from './listing.js';
import { ShownNumber } from './shown-number.js';

/** A pack, a bundle or another name: what it takes, and the least that each part gives. */
export function MadeCard({ listing }: { readonly listing: Explain['listings'][number] }) {
  const { channel, sku, state, parts, check } = listing;
  return (
    <Card title={`${sku} at ${channel}`} aside={<Pill tone={TONES[state]}>{state}</Pill>}>
      <div className="stack">
        <ShownNumber listing={listing} />
        <Journey listing={listing} />
        <ul>
          {parts.map(({ item, units, quantity, gives }) => (
            <li key={item}>
              takes {units} of <ItemLink sku={item} />, of which there are {quantity ?? '–'}: gives{' '}
              {gives ?? '–'}
            </li>
          ))}
        </ul>
        {check && (
          <p className={`small ${check.agrees ? 'muted' : 'listing-differs'}`}>
            {checkText(check)}
          </p>
        )}
      </div>
    </Card>
  );
}
