import { useState } from 'react';
import type { LiveConnector } from '../../../../api/src/sources/source-control.schema.js';
import { write } from '../../api/request.js';
import { useStatus } from '../../api/use-status.js';
import { ActButton } from '../../parts/act-button.js';
import { sourcePath } from './source-path.js';

interface BackfillProps {
  readonly source: string;
  readonly tables: LiveConnector['tables'];
}

/** Has rows read once more, of chosen tables and perhaps of one location only. */
export function Backfill({ source, tables }: BackfillProps) {
  const [chosen, choose] = useState<readonly string[]>([]);
  const [location, setLocation] = useState('');
  const status = useStatus();
  const places = status.data?.sources.find((one) => one.source === source)?.locations ?? [];
  return (
    <ActButton
      name="Read again"
      to={source}
      blocked={chosen.length === 0 ? 'Choose a table first' : undefined}
      act={(because) =>
        write('POST', `${sourcePath(source)}/backfills`, {
          tables: chosen,
          location: location === '' ? null : location,
          because,
          by: 'dashboard',
        })
      }
      changes={['/v1/capture']}
    >
      <p>
        The connector reads these rows once more while its stream goes on; a row that changes
        meanwhile keeps what the stream says. The card shows how far it is.
      </p>
      <fieldset className="stack">
        <legend className="small muted">Tables</legend>
        {tables.map(({ table, role }) => (
          <label key={table} className="row">
            <input
              type="checkbox"
              checked={chosen.includes(table)}
              onChange={({ target }) => choose(withOne(chosen, table, target.checked))}
            />
            <span className="break">{table}</span>
            <span className="small muted">{role}</span>
          </label>
        ))}
      </fieldset>
      <label className="field">
        Only this location
        <select value={location} onChange={({ target }) => setLocation(target.value)}>
          <option value="">all</option>
          {places.map((place) => (
            <option key={place}>{place}</option>
          ))}
        </select>
      </label>
    </ActButton>
  );
}

const withOne = (tables: readonly string[], table: string, isIn: boolean): readonly string[] =>
  isIn ? [...tables, table] : tables.filter((other) => other !== table);
