import { businessDay, near } from '../roll-context.js';
import { countsFor, type Facts } from './facts.js';

/** The mean of a day's samples, for one day: unit-days. */
export const BUFFER_FACTS: readonly Facts[] = [
  `SELECT told.measure, '-' AS part, told.amount, ${countsFor({ channels: 'ARRAY[withheld.channel]' })}
   FROM (
     SELECT sample.channel, avg(sample.withheld) AS withheld, avg(sample.sellable) AS sellable
     FROM buffer_sample AS sample CROSS JOIN given
     WHERE ${near('sample.hour')} AND ${businessDay('sample.hour')} = given.day
     GROUP BY sample.channel
   ) AS withheld
   CROSS JOIN LATERAL (VALUES
     ('buffer_withheld', withheld.withheld), ('buffer_sellable', withheld.sellable)
   ) AS told (measure, amount)`,
];
