/**
 * `part(p)`: the partitions that hold items, each found by one step in the index.
 * The partition leads every key of the availability stage, and a reader knows only the sku.
 */
export const PARTITIONS = `
  WITH RECURSIVE part(p) AS (
    SELECT min(partition) FROM item
    UNION ALL
    SELECT (SELECT min(partition) FROM item WHERE partition > p) FROM part WHERE p IS NOT NULL
  )`;
