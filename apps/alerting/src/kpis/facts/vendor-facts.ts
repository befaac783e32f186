import { localDay } from '../roll-context.js';
import { countsFor, type Facts } from './facts.js';

/** A receipt that only names its cause states the units; one that moves stock, what it adds. */
const RECEIVED = 'CASE WHEN line.bucket IS NULL THEN line.contributes ELSE line.change END';

/** Counted for the day that was announced first, whenever the goods come. */
export const VENDOR_FACTS: readonly Facts[] = [
  `SELECT told.measure, '-' AS part, told.amount::numeric AS amount,
          ${countsFor({ location: 'promise.location', vendor: 'promise.vendor' })}
   FROM inbound_promise AS promise JOIN given ON promise.eta = given.day
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(${RECEIVED}), 0) AS units, max(${localDay('line.occurred_at')}) AS last_day,
            coalesce(sum(${RECEIVED}) FILTER (
              WHERE ${localDay('line.occurred_at')} <= promise.eta), 0) AS in_time
     FROM ledger_line AS line LEFT JOIN place ON place.location = line.location
     WHERE line.sku = promise.sku AND line.location = promise.location
       AND line.cause_id = promise.purchase AND line.kind = 'receipt'
       AND (line.bucket = 'available_base' OR (line.bucket IS NULL AND line.effect = 'none'))
   ) AS came
   CROSS JOIN LATERAL (VALUES
     ('inbound_lines', 1),
     ('inbound_promised', promise.units),
     ('inbound_received', least(greatest(came.units, 0), promise.units)),
     ('inbound_exact', (came.units = promise.units)::int),
     ('inbound_on_time', (came.in_time >= promise.units)::int),
     ('inbound_arrived', (came.units > 0)::int),
     ('inbound_days_late', CASE WHEN came.units > 0 THEN came.last_day - promise.eta END),
     ('inbound_days_late_squared',
       CASE WHEN came.units > 0 THEN (came.last_day - promise.eta) * (came.last_day - promise.eta) END)
   ) AS told (measure, amount)
   WHERE told.amount IS NOT NULL`,
];
