import { PoisonMessageError } from '#contracts';
import { expect, it } from 'vitest';
import type { Poison } from './park.js';
import { tellParked } from './tell-parked.js';

const poison = (offset: bigint, headers: Record<string, string> = {}): Poison => ({
  message: { topic: 'cdc.pos.t', partition: 2, offset, key: null, value: null, headers },
  error: new PoisonMessageError('json.malformed', 'it says "secret of a customer"'),
});

it('tells where the first ones are and by which code, never what they hold, and counts the rest', () => {
  const lines: unknown[] = [];
  const logger = { warn: (message: string, fields: object) => lines.push([message, fields]) };
  const poisons = [
    poison(9007199254740993n, { ce_id: 'e1' }),
    ...[2n, 3n, 4n, 5n].map((offset) => poison(offset)),
  ];
  tellParked(logger, 'normalizer', poisons);

  const at = { stage: 'normalizer', code: 'json.malformed', topic: 'cdc.pos.t', partition: 2 };
  expect(lines).toEqual([
    ['parked a message', { ...at, offset: '9007199254740993', eventId: 'e1' }],
    ['parked a message', { ...at, offset: '2' }],
    ['parked a message', { ...at, offset: '3' }],
    ['parked 2 more messages', { stage: 'normalizer' }],
  ]);
});
