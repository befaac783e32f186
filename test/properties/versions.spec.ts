import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, type RowGuard, type RowVersion } from '#domain';
import { PATIENCE_MS, RUNS } from '../support/property-runs.js';

/* Invariants 3, 19 and 20 of docs/invariants.md, on the guard of a row. */

const streamed = (position: number, offset: number): RowVersion => ({
  epoch: 1,
  position: String(position).padStart(8, '0'),
  order: 'position',
  offset: BigInt(offset),
  revision: 0n,
});

/** One version after the other; what is let through. */
function passed<T extends { version: RowVersion }>(words: readonly T[]): T[] {
  let guard: RowGuard | undefined;
  return words.filter(({ version }) => {
    const next = admit(guard, version);
    guard = next ?? guard;
    return next !== undefined;
  });
}

/** PostgreSQL: changes of one row, with its snapshot reads among them, in the order of Kafka. */
const rowOnKafka = fc.array(fc.constantFrom('change', 'read', 'read again'), {
  minLength: 1,
  maxLength: 14,
});

describe('the guard of a row', { timeout: PATIENCE_MS }, () => {
  it('lets through rising positions only, whatever is repeated (3)', () => {
    const words = fc.array(fc.nat({ max: 9 }), { maxLength: 20 });
    fc.assert(
      fc.property(words, (positions) => {
        const through = passed(positions.map((at, offset) => ({ version: streamed(at, offset) })));
        const places = through.map(({ version }) => version.position ?? '');

        expect(places).toEqual([...new Set(places)].toSorted());
      }),
      { numRuns: RUNS },
    );
  });

  it('ends with the same content with a snapshot as without one, even when all is said again (19)', () => {
    fc.assert(
      fc.property(rowOnKafka, fc.nat({ max: 13 }), (kinds, from) => {
        let position = 10;
        let content = 'unborn';
        const words = kinds.map((kind, offset) => {
          position += 10;
          if (kind === 'change') content = `content of ${position}`;
          const version: RowVersion =
            kind === 'change'
              ? streamed(position, offset)
              : // The window closes ahead of the row's own change in the log, which is still to be read.
                { ...streamed(position + 25, offset), order: 'arrival' };
          return { content, version };
        });
        const changes = words.filter(({ version }) => version.order === 'position');
        const again = changes.slice(from).map(({ content: said, version }, at) => {
          return { content: said, version: { ...version, offset: BigInt(100 + at) } };
        });
        const delivered = [...words, ...again].filter((word) => word.content !== 'unborn');

        expect(passed(delivered).at(-1)?.content).toBe(changes.at(-1)?.content);
      }),
      { numRuns: RUNS },
    );
  });
});
