type Form = 'whole' | 'text' | 'decimal' | 'instant' | 'json';

/**
 * The sealed columns in the order of the canonical text. A column that comes later goes to the end and is
 * nullable: it is left out of the lines that were sealed before it, so their hashes stay valid.
 */
const COLUMNS: Readonly<Record<string, Form>> = {
  partition: 'whole',
  line: 'whole',
  event_id: 'text',
  sku: 'text',
  location: 'text',
  bucket: 'text',
  kind: 'text',
  effect: 'text',
  change: 'decimal',
  contributes: 'decimal',
  cause_type: 'text',
  cause_id: 'text',
  cause_line: 'text',
  source: 'text',
  table_name: 'text',
  row_key: 'text',
  rule: 'text',
  op: 'text',
  epoch: 'whole',
  position: 'text',
  transaction_id: 'text',
  cdc_topic: 'text',
  cdc_partition: 'whole',
  cdc_offset: 'whole',
  input_offset: 'whole',
  version: 'whole',
  policy_version: 'text',
  occurred_at: 'instant',
  recorded_at: 'instant',
  ingested_at: 'instant',
  applied_at: 'instant',
  channels: 'json',
  captured_at: 'instant',
  basis: 'json',
};

/** `'"name":' || value`; null when the column is null, so that `concat_ws` leaves it out. */
function member([column, form]: [string, Form]): string {
  const name = `'"${column}":`;
  switch (form) {
    case 'whole':
      return `${name}"' || ${column} || '"'`;
    case 'decimal':
      return `${name}"' || trim_scale(${column}) || '"'`;
    case 'text':
    case 'instant':
      return `${name}' || to_json(${column})::text`;
    case 'json':
      return `${name}' || ${column}::text`;
  }
}

/** An expression over `ledger_line` that yields a line's canonical text; needs the time zone UTC. */
export const CONTENT_SQL = `'{' || concat_ws(',', ${Object.entries(COLUMNS).map(member).join(', ')}) || '}'`;
