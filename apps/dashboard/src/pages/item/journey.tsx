import { Age } from '../../time/age.js';
import { isShown, type Listing } from './listing.js';
import './journey.css';

type Step = Listing['sent'];

/** A number's way: wanted, sent, acknowledged; each with its version and time. */
export function Journey({ listing }: { readonly listing: Listing }) {
  const { desired, sent, acknowledged } = listing;
  const wanted = desired?.version ?? 0;
  return (
    <ol className="journey">
      <JourneyStep name="Desired" step={desired} wanted={wanted} none="no number yet" />
      <JourneyStep
        name="Sent"
        step={sent}
        wanted={isShown(listing) ? 0 : wanted}
        none="not sent yet"
      />
      <JourneyStep name="Acknowledged" step={acknowledged} wanted={wanted} none="not yet" />
    </ol>
  );
}

interface JourneyStepProps {
  readonly name: string;
  readonly step: Step;
  /** the version that is wanted now; an older one has yet to be replaced */
  readonly wanted: number;
  readonly none: string;
}

function JourneyStep({ name, step, wanted, none }: JourneyStepProps) {
  const isReached = step !== null && step.version >= wanted;
  return (
    <li className={isReached ? 'journey-reached' : ''}>
      <span className="small muted">{name}</span>
      {step ? (
        <>
          <strong className="number">{step.quantity}</strong>
          <span className="small muted">
            <Age at={step.at} />
            <span className="number"> · v{step.version}</span>
          </span>
        </>
      ) : (
        <span className="muted">{none}</span>
      )}
    </li>
  );
}
