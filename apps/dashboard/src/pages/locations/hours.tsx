import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StalenessOf } from '../../api/staleness.js';
import { hoursQuery } from '../../api/queries.js';
import { Card } from '../../parts/card.js';
import { Notice } from '../../parts/notice.js';
import { Shown } from '../../parts/shown.js';
import { HeatMap } from './heat-map.js';

/** One location's usual week; another can be chosen. */
export function Hours({ locations }: { readonly locations: readonly StalenessOf[] }) {
  const [chosen, choose] = useState(locations[0]?.location ?? '');
  const query = useQuery(hoursQuery(chosen));
  return (
    <Card
      title="The usual week"
      aside={
        <label className="row small">
          Location
          <select value={chosen} onChange={({ target }) => choose(target.value)}>
            {locations.map(({ location }) => (
              <option key={location}>{location}</option>
            ))}
          </select>
        </label>
      }
    >
      <Shown query={query} what="The usual week">
        {({ hours }) =>
          hours.some(({ activeMinutes }) => activeMinutes > 0) ? (
            <HeatMap location={chosen} hours={hours} />
          ) : (
            <Notice title="Nothing is known of its week yet">
              It is learnt from the eighth open hour on in which changes come.
            </Notice>
          )
        }
      </Shown>
    </Card>
  );
}
