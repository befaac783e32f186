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
  const { channel, acknowledged, desired, state, formula, check, rejected } = listing;
  const differs = desired !== null && desired.quantity !== acknowledged?.quantity;
  return (
    <Card title={channel} aside={<Pill tone={TONES[state]}>{state}</Pill>}>
      <div className="stack">
        <p className="listing-number">
          <strong className="number">{acknowledged?.quantity ?? '–'}</strong> shown
          {differs && (
            <>
              , should be <strong className="number">{desired.quantity}</strong>
            </>
          )}
        </p>
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
        <p className={`small ${check.agrees ? 'muted' : 'listing-differs'}`}>
          {check.agrees
            ? `Recomputed now: ${check.recomputed ?? '–'}, the same.`
            : `Recomputed now: ${check.recomputed ?? '–'}, stored ${check.stored ?? '–'}: ${check.note ?? 'they differ'}.`}
        </p>
      </div>
    </Card>
  );
}
