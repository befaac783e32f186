import type { Explain } from '../../../../api/src/explain/explain.schema.js';
import { Card } from '../../parts/card.js';
import { Pill } from '../../parts/pill.js';
import type { Tone } from '../../parts/tone.js';
import { FormulaTable } from './formula-table.js';
import { Journey } from './journey.js';
import './listing-card.css';

type Listing = Explain['channels'][number];

const TONES: Readonly<Record<Listing['state'], Tone>> = {
  acknowledged: 'ok',
  pending: 'warn',
  unclear: 'warn',
  rejected: 'bad',
};

/** Why a channel's number is what it is, and how far it has come. */
export function ListingCard({ listing }: { readonly listing: Listing }) {
  const { channel, state, formula, check, rejected } = listing;
  return (
    <Card title={channel} aside={<Pill tone={TONES[state]}>{state}</Pill>}>
      <div className="stack">
        <ShownNumber listing={listing} />
        {rejected && (
          <p role="alert" className="small break">
            Refused: <code>{rejected.code}</code> {rejected.reason}
          </p>
        )}
        <Journey listing={listing} />
        {formula ? (
          <FormulaTable channel={channel} formula={formula} />
        ) : (
          <p className="muted">The policy of this server names no such channel.</p>
        )}
        <p className={`small ${check.agrees ? 'muted' : 'listing-differs'}`}>{checkText(check)}</p>
      </div>
    </Card>
  );
}

/** What customers see, and what they should see where that differs. */
function ShownNumber({ listing: { desired, acknowledged } }: { readonly listing: Listing }) {
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

function checkText({ agrees, recomputed, stored, note }: Listing['check']): string {
  const now = `Recomputed now: ${recomputed ?? '–'}`;
  return agrees
    ? `${now}, the same.`
    : `${now}, stored ${stored ?? '–'}: ${note ?? 'they differ'}.`;
}
