/**
 * The state of a listing, from its desired number `d.units` and its publication row `p` (absent before
 * the first call). One definition for counts and for single items.
 */
export const LISTING_STATE = `
  CASE
    WHEN p.channel IS NULL OR d.units IS NULL THEN 'pending'
    WHEN p.rejected_code IS NOT NULL AND p.sent_quantity = d.units THEN 'rejected'
    WHEN p.rejected_code IS NULL AND p.sent_version > coalesce(p.acknowledged_version, 0) THEN 'unclear'
    WHEN p.acknowledged_quantity = d.units THEN 'acknowledged'
    ELSE 'pending'
  END`;

/**
 * What each listing of each channel shall show: items under their own sku, but for those of the channels in
 * `$1` that are not known to list them, and listings that are made of items.
 */
export const DESIRED = `
  SELECT d.key AS channel, i.sku, d.value::int AS units, i.applied_at
  FROM item AS i CROSS JOIN LATERAL jsonb_each_text(i.channels) AS d
  LEFT JOIN channel_listing AS l ON l.channel = d.key AND l.sku = i.sku
  WHERE l.parts IS NULL AND (l.sku IS NOT NULL OR d.key <> ALL ($1))
  UNION ALL
  SELECT l.channel, l.sku, min((i.channels ->> l.channel)::int / part.units), max(i.applied_at)
  FROM channel_listing AS l
  CROSS JOIN LATERAL jsonb_to_recordset(l.parts) AS part (item text, units integer)
  JOIN item AS i ON i.sku = part.item AND i.channels ? l.channel
  WHERE l.parts IS NOT NULL
  GROUP BY l.channel, l.sku, l.parts HAVING count(*) = jsonb_array_length(l.parts)`;
