import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Journey } from '../../../../api/src/journeys/journey.schema.js';
import { journeyQuery } from '../../api/queries.js';
import { Button } from '../../parts/button.js';
import { Shown } from '../../parts/shown.js';
import { absolute, span } from '../../time/words.js';

type Stage = Journey['stages'][number] | Journey['channels'][number]['stages'][number];

/** One change through every stage, asked for when somebody wants to see it. */
export function ChangeWay({ event }: { readonly event: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return isOpen ? (
    <Way event={event} />
  ) : (
    <Button onClick={() => setIsOpen(true)}>Show its way to the channels</Button>
  );
}

function Way({ event }: { readonly event: string }) {
  const query = useQuery(journeyQuery(event));
  return (
    <Shown query={query} what="Its way">
      {({ journeys: [journey] }) =>
        journey ? (
          <ul className="tree" aria-label="Its way to the channels">
            {journey.stages.map((stage) => (
              <StageLine key={stage.stage} stage={stage} />
            ))}
            {journey.channels.map(({ channel, listing, quantity, stages }) => (
              <li key={`${channel} ${listing}`}>
                {channel} {listing === journey.sku ? '' : listing}{' '}
                <span className="number">{quantity ?? ''}</span>
                <ul className="tree">
                  {stages.map((stage) => (
                    <StageLine key={stage.stage} stage={stage} />
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        ) : (
          <p className="muted">The ledger has no such change.</p>
        )
      }
    </Shown>
  );
}

function StageLine({ stage: { stage, at, afterSeconds, note } }: { readonly stage: Stage }) {
  const later = afterSeconds === null ? '' : `, ${span(afterSeconds)} later`;
  return (
    <li className="break">
      {stage.replaceAll('_', ' ')}{' '}
      <span className="muted">
        {at === null ? 'no moment' : `${absolute(at)}${later}`}
        {note === null ? '' : `: ${note}`}
      </span>
    </li>
  );
}
