import { PoisonMessageError } from '#contracts';
import { describe, expect, it } from 'vitest';
import { decodeChange } from './change.js';

const row = (over: Record<string, unknown> = {}) => ({
  item_id: 1,
  place_id: 1,
  quantity: '5.000',
  reserved: '0.5',
  ...over,
});

describe('decodeChange', () => {
  const shape = {
    engine: 'mariadb' as const,
    epoch: 1,
    table: 'levels',
    key: ['item_id', 'place_id'],
    columns: ['quantity'],
  };
  const source = {
    connector: 'mariadb',
    ts_ms: 1_795_417_046_000,
    file: 'bin.000002',
    pos: 1182,
    row: 0,
    gtid: '0-1-7',
  };
  const transaction = { id: '0-1-7', total_order: 3 };
  const message = (value: unknown, key: string | null = '{"item_id":1}') => ({
    topic: 't',
    partition: 0,
    offset: 1n,
    key: key === null ? null : Buffer.from(key),
    value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  });
  const codeOf = (value: unknown, key?: string | null): string => {
    try {
      decodeChange(message(value, key), shape);
    } catch (error) {
      return error instanceof PoisonMessageError ? error.code : String(error);
    }
    return 'decoded';
  };

  it('reads key, position and transaction', () => {
    const decoded = decodeChange(
      message({ op: 'u', before: row(), after: row(), source, transaction }),
      shape,
    );

    expect(decoded).toMatchObject({
      rowKey: 'item_id=1,place_id=1',
      position: '0000000002.00000000000000001182.0000000003',
      transaction: '0-1-7',
    });
  });

  it('keeps a whole number beyond 2^53', () => {
    const text = JSON.stringify({ op: 'c', after: row({ item_id: 0 }), source, transaction });
    const big = text.replace('"item_id":0', '"item_id":9007199254740993');

    expect(decodeChange(message(big, '{"place_id":1}'), shape).rowKey).toBe(
      'item_id=9007199254740993,place_id=1',
    );
  });

  it.each([
    ['truncated JSON', '{"op":"u","after":{"item', undefined, 'json.malformed'],
    ['an unknown op', { op: 'x', after: row(), source }, undefined, 'change.unknown_op'],
    ['a truncated table', { op: 't', source }, undefined, 'change.truncate'],
    ['a missing key', { op: 'c', after: row(), source }, null, 'change.missing_key'],
    [
      'a vanished column',
      { op: 'c', after: { item_id: 1, place_id: 1 }, source },
      undefined,
      'change.column_missing',
    ],
    ['no row image', { op: 'u', after: null, source }, undefined, 'change.no_image'],
    ['no envelope', { hello: 1 }, undefined, 'change.malformed'],
    [
      'a value left out by the database',
      { op: 'c', after: row({ quantity: '__debezium_unavailable_value' }), source },
      undefined,
      'change.unavailable_value',
    ],
    [
      'NUL in a text',
      { op: 'c', after: row({ quantity: 'a\u0000b' }), source, transaction },
      undefined,
      'change.unstorable_text',
    ],
    [
      'half a surrogate pair in a key',
      { op: 'd', before: row({ place_id: 'a\ud83d' }), source, transaction },
      undefined,
      'change.unstorable_text',
    ],
    [
      'no order in its transaction',
      { op: 'c', after: row(), source },
      undefined,
      'change.no_transaction',
    ],
    [
      'no log position',
      { op: 'c', after: row(), source: { connector: 'mariadb', ts_ms: 1 }, transaction },
      undefined,
      'change.no_position',
    ],
  ])('parks %s', (_, value, key, code) => {
    expect(codeOf(value, key)).toBe(code);
  });

  it.each([
    ['other escapes', row({ quantity: 'é"😀\n' })],
    ['a column that nobody reads', row({ picture: '\u0000' })],
  ])('reads a row with %s', (_, after) => {
    expect(codeOf({ op: 'c', after, source, transaction })).toBe('decoded');
  });
});
