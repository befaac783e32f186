import { localDay, near } from '../roll-context.js';
import { countsFor, type Facts } from './facts.js';

/** Orders as a whole, and the part of each at each location, which counts for the location alone. */
const OF_ORDER = countsFor({
  inAll: 'bought.is_whole',
  location: 'CASE WHEN NOT bought.is_whole THEN bought.location END',
  channels: "CASE WHEN bought.is_whole THEN ARRAY[bought.channel] ELSE '{}' END",
});

const BOUGHT = `
  SELECT line.channel, line.order_id, line.location, grouping(line.location) = 1 AS is_whole,
         min(line.day) FILTER (WHERE line.outcome <> 'delivered') AS day,
         min(line.day) FILTER (WHERE line.is_promise) AS delivered_day,
         bool_or(line.outcome = 'shipped') AS is_shipped,
         bool_or(line.outcome = 'cancelled') AS is_cancelled,
         bool_or(line.manual) AS is_manual,
         array_agg(DISTINCT line.reason) FILTER (WHERE line.reason IS NOT NULL) AS reasons,
         bool_and(line.at <= line.promised_by) FILTER (WHERE line.is_promise) AS is_kept
  FROM (
    SELECT told.*, ${localDay('told.at')} AS day,
           told.outcome = 'delivered' AND told.promised_by IS NOT NULL AS is_promise
    FROM order_outcome AS told CROSS JOIN given LEFT JOIN place ON place.location = told.location
    WHERE (told.channel, told.order_id) IN (
      SELECT channel, order_id FROM order_outcome AS heard WHERE ${near('heard.at')})
  ) AS line
  GROUP BY GROUPING SETS ((line.channel, line.order_id), (line.channel, line.order_id, line.location))`;

const CONCLUDED: Facts = `
  SELECT told.measure, '-' AS part, told.amount::numeric AS amount, ${OF_ORDER}
  FROM (${BOUGHT}) AS bought CROSS JOIN given
  CROSS JOIN LATERAL (VALUES
    ('orders', 1),
    ('orders_untouched', (bought.is_shipped AND NOT bought.is_cancelled AND NOT bought.is_manual)::int),
    ('orders_cancelled', bought.is_cancelled::int),
    ('orders_cancelled_for_stock',
      (bought.reasons && ARRAY['oversold', 'late_receipt', 'damaged'])::int)
  ) AS told (measure, amount)
  WHERE bought.day = given.day AND told.amount IS NOT NULL`;

const REASONS: Facts = `
  SELECT 'orders_cancelled_for' AS measure, reason AS part, 1 AS amount, ${OF_ORDER}
  FROM (${BOUGHT}) AS bought CROSS JOIN given CROSS JOIN LATERAL unnest(bought.reasons) AS reason
  WHERE bought.day = given.day`;

const PROMISES: Facts = `
  SELECT told.measure, '-' AS part, told.amount::numeric AS amount, ${OF_ORDER}
  FROM (${BOUGHT}) AS bought CROSS JOIN given
  CROSS JOIN LATERAL (VALUES ('promises', 1), ('promises_kept', bought.is_kept::int))
    AS told (measure, amount)
  WHERE bought.delivered_day = given.day`;

export const ORDER_FACTS: readonly Facts[] = [CONCLUDED, REASONS, PROMISES];
