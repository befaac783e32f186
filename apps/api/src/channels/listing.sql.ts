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
