import type { LocationHours } from '../../api/staleness.js';
import { span } from '../../time/words.js';
import './heat-map.css';

interface HeatMapProps {
  readonly location: string;
  readonly hours: LocationHours['hours'];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const STEPS = 5;

/** How busy each hour of the week usually is; darker is more. */
export function HeatMap({ location, hours }: HeatMapProps) {
  const byHour = new Map(hours.map((hour) => [hour.hourOfWeek, hour]));
  const most = Math.max(1, ...hours.map(({ activeMinutes }) => activeMinutes));
  return (
    <div className="heat-frame" tabIndex={0} role="region" aria-label={`The week of ${location}`}>
      <table className="heat">
        <caption className="unseen">
          Minutes of an open hour in which something changes at {location}, by day and hour
        </caption>
        <thead>
          <tr>
            <td />
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                {hour % 3 === 0 ? hour : <span className="unseen">{hour}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day, place) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {HOURS.map((hour) => (
                <HourCell
                  key={hour}
                  at={`${day} ${hour}:00`}
                  hour={byHour.get(place * 24 + hour)}
                  most={most}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HourCellProps {
  readonly at: string;
  /** undefined: nothing is known of it */
  readonly hour: LocationHours['hours'][number] | undefined;
  /** active minutes in the busiest hour */
  readonly most: number;
}

function HourCell({ at, hour, most }: HourCellProps) {
  const rate = hour?.activeMinutes ?? 0;
  const threshold = hour?.thresholdSeconds ?? null;
  const silence = threshold === null ? '' : `, stale after ${span(threshold)}`;
  return (
    <td
      className={`heat-${Math.ceil((rate / most) * STEPS)}`}
      title={`${at}, ${rate.toFixed(1)} active minutes${silence}`}
    >
      <span className="unseen">{rate.toFixed(1)}</span>
    </td>
  );
}
