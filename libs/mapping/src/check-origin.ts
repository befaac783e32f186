import { parseJson, PoisonMessageError } from '#contracts';
import type { ChangeShape, Row } from './change-shape.js';
import { tablePlace } from './table-place.js';

/**
 * Whether a change is of the table that its topic is of: a message that was written to another topic would
 * be read as a row of the wrong table.
 *
 * @throws PoisonMessageError `change.other_connector` or `change.other_table`
 */
export function checkOrigin(source: Row, { engine, table }: ChangeShape): void {
  const { connector } = source;
  if (connector !== engine) {
    const found = `the change is of connector ${String(connector)}; the pack of ${table} says ${engine}`;
    throw new PoisonMessageError('change.other_connector', found);
  }
  const named = source['table'];
  if (typeof named !== 'string' || named === tablePlace(engine, table).table) return;
  const found = `the change is of table ${named}, and came on the topic of ${table}`;
  throw new PoisonMessageError('change.other_table', found);
}

/**
 * The message's key chose its partition, so it must be that of the row: changes of one row in several
 * partitions would have no order. A key may name a part of the row's key.
 *
 * @throws PoisonMessageError `change.missing_key` or `change.other_key`
 */
export function checkKey(key: Buffer | null, image: Row, shape: ChangeShape): void {
  const { table } = shape;
  if (key === null) {
    throw new PoisonMessageError('change.missing_key', `a change of ${table} without a key`);
  }
  const named = membersOf(key);
  for (const name of shape.key) {
    if (!Object.hasOwn(named, name) || String(named[name]) === String(image[name])) continue;
    const found = `the message's key says ${name} ${String(named[name])}, its row ${String(image[name])}`;
    throw new PoisonMessageError('change.other_key', found);
  }
}

/** None of a key that is no JSON object: it names no column. */
function membersOf(key: Buffer): Row {
  if (key[0] !== OPENING_BRACE) return {};
  try {
    return parseJson(key) as Row;
  } catch {
    return {};
  }
}

const OPENING_BRACE = 0x7b;
