import { useState } from 'react';
import type { Alert } from '../../../../api/src/alerts/alert.schema.js';
import { STATUS_PATH } from '../../api/queries.js';
import { write } from '../../api/request.js';
import { ActButton } from '../../parts/act-button.js';

const PATH = '/v1/alerts/silences';
const CHANGES = ['/v1/alerts?state=all', STATUS_PATH];

const SPANS = [
  [30, '30 minutes'],
  [240, '4 hours'],
  [1_440, 'a day'],
  [10_080, 'a week'],
] as const;

/** Says that somebody has seen an alert; it is told again after a while, or when that is taken back. */
export function SilenceButton({ alert }: { readonly alert: Alert }) {
  const { kind, subject, silence } = alert;
  const [minutes, setMinutes] = useState<number>(SPANS[0][0]);
  const to = `${kind.replaceAll('_', ' ')} of ${subject}`;
  if (silence)
    return (
      <ActButton
        name="End silence"
        to={to}
        act={(because) => write('POST', `${PATH}/${silence.id}/end`, { because, by: 'dashboard' })}
        changes={CHANGES}
      >
        <p>It counts as open again for everybody.</p>
      </ActButton>
    );
  return (
    <ActButton
      name="Silence"
      to={to}
      act={(because) => write('POST', PATH, { kind, subject, minutes, because, by: 'dashboard' })}
      changes={CHANGES}
    >
      <p>
        It stays in the list, without counting as trouble, for as long as you say. Metrics and
        Alertmanager go on telling it.
      </p>
      <label className="field">
        For
        <select value={minutes} onChange={({ target }) => setMinutes(Number(target.value))}>
          {SPANS.map(([span, words]) => (
            <option key={span} value={span}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </ActButton>
  );
}
