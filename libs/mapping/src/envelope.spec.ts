import { parseJson, PoisonMessageError } from '#contracts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RUNS } from '../../../test/support/property-runs.js';
import { envelope, parseEnvelope } from './envelope.js';

const GOOD = {
  op: 'u',
  before: { id: 1, units: '2' },
  after: { id: 1, units: '3' },
  source: { connector: 'mariadb', ts_ms: 1_767_225_600_000, pos: 4 },
  transaction: { id: 'x', total_order: 1 },
};
const PLACES = [
  ['op'],
  ['before'],
  ['after'],
  ['source'],
  ['source', 'connector'],
  ['source', 'ts_ms'],
  ['transaction'],
  ['transaction', 'total_order'],
];

function withAt(place: readonly string[], value: unknown): unknown {
  const [first = '', second] = place;
  const inner = GOOD[first as keyof typeof GOOD];
  return { ...GOOD, [first]: second ? { ...(inner as object), [second]: value } : value };
}

function outcomeOf(bytes: Buffer): unknown {
  try {
    return parseEnvelope(bytes);
  } catch (error) {
    return error instanceof PoisonMessageError ? 'refused' : error;
  }
}

const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(null, {}, [], -1, 0.5, 1e18, 253_402_300_799_999, 253_402_300_800_000, 'c', 'r'),
);

it('takes what its schema takes, as it is, and nothing else', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PLACES), values, (place, value) => {
      const bytes = Buffer.from(JSON.stringify(withAt(place, value)));
      const content = parseJson(bytes) as { op: string };
      const { success } = envelope.safeParse(content);
      const isKnown = success && ['c', 'u', 'd', 'r'].includes(content.op);
      expect(outcomeOf(bytes)).toEqual(isKnown ? content : 'refused');
    }),
    { numRuns: RUNS },
  );
});
