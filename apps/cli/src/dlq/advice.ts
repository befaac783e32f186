const SOURCE = 'mend the row in its source; its next change takes the place of this one';
const CONNECTOR = 'mend the connector with shelfwire apply, then read the source anew: resnapshot';

const BY_CODE: Readonly<Record<string, string>> = {
  'json.malformed': 'edit the bytes, or discard it if it is no change of a row',
  'change.malformed': 'discard it if it is no change of a row, else edit the bytes',
  'change.with_schema': CONNECTOR,
  'change.no_transaction': CONNECTOR,
  'change.no_position': CONNECTOR,
  'change.unavailable_value': 'set REPLICA IDENTITY FULL on the table, then read the source anew',
  'change.truncate': 'read the source anew: shelfwire resnapshot <source>',
  'change.column_missing': 'mend the pack, restart the normalizer, redrive it; or resnapshot',
  'change.bad_expression': 'mend the expression in the pack, restart the normalizer, redrive it',
  'change.bad_condition': 'mend the condition in the pack, restart the normalizer, redrive it',
  'change.no_sku': SOURCE,
  'change.no_reference': SOURCE,
  'change.bad_quantity': SOURCE,
  'change.bad_time': SOURCE,
  'change.unstorable_text': SOURCE,
};

/** What to do about a message of this code. */
export const adviceFor = (code: string): string =>
  BY_CODE[code] ?? 'edit the bytes and redrive it, or discard it with a reason';
