import type { Explain } from '../../../../api/src/explain/explain.schema.js';
import { Card } from '../../parts/card.js';
import { Pill } from '../../parts/pill.js';
import { Age } from '../../time/age.js';
import { FormulaTable } from './formula-table.js';
import { Journey } from './journey.js';
import { checkText, TONES } from './listing.js';
import { ShownNumber } from './shown-number.js';
import { Steps } from './steps.js';
import './listing-card.css';

/** Why a channel's number is what it is, and how far it has come. */
export function ListingCard({ listing }: { readonly listing: Explain['channels'][number] }) {
  const { channel, state, formula, check, rejected, waiting, steps } = listing;
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
        {waiting && (
          <p className="small break">
            Waits for {waiting.for}: {waiting.text},{' '}
            <Age at={waiting.since} never="since when is not known" />
          </p>
        )}
        <Steps steps={steps} />
        {formula ? (
          <FormulaTable channel={channel} formula={formula} />
        ) : (
          <p className="muted">It cannot be reckoned again: the line below says why.</p>
        )}
        <p className={`small ${check.agrees ? 'muted' : 'listing-differs'}`}>{checkText(check)}</p>
      </div>
    </Card>
  );
}
