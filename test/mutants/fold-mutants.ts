import type { Mutant } from './mutant.js';

const ORACLE = 'comes to what the oracle reads';
const unit = (file: string, named: string) => ({ unit: `test/properties/${file}.spec.ts`, named });

/** Bugs of the fold, of versions and of numbers: caught by properties. */
export const FOLD_MUTANTS: readonly Mutant[] = [
  {
    name: 'drop the dedupe',
    file: 'libs/domain/src/row-version.ts',
    search: 'position > guard.position || (position',
    replacement: 'position >= guard.position || (position',
    caughtBy: unit('fold', 'changes nothing and notes nothing'),
  },
  {
    name: 'ignore the version',
    file: 'libs/domain/src/fold.ts',
    search: 'const guard = admit(current?.guard, event.version);',
    replacement: 'const guard = admit(current?.guard, event.version) ?? current?.guard;',
    caughtBy: unit('fold', ORACLE),
  },
  {
    name: 'let r raise the guard',
    file: 'libs/domain/src/row-version.ts',
    search: 'return { ...guard, offset: version.offset',
    replacement:
      'return { ...guard, position: version.position ?? guard.position, offset: version.offset',
    caughtBy: unit('versions', 'ends with the same content'),
  },
  {
    name: 'let an old epoch speak',
    file: 'libs/domain/src/row-version.ts',
    search: 'if (version.epoch < guard.epoch) return undefined;',
    replacement: '',
    caughtBy: unit('fold', 'lets nothing of an old epoch'),
  },
  {
    name: 'add instead of replace',
    file: 'libs/domain/src/fold.ts',
    search: '...(current ? levelMoves(current, -1n) : []), ',
    replacement: '',
    caughtBy: unit('fold', ORACLE),
  },
  {
    name: 'forget deleted rows',
    file: 'apps/availability/src/fold-batch.ts',
    search: 'folding.contributions.set(id, after);',
    replacement: 'if (!event.retracted) folding.contributions.set(id, after);',
    caughtBy: unit('fold', ORACLE),
  },
  {
    name: 'count what came before the count',
    file: 'libs/domain/src/row-history.ts',
    search: 'if (!cut) return now;',
    replacement: 'if (now !== 0n || !cut) return now;',
    caughtBy: unit('fold', ORACLE),
  },
  {
    name: 'add an amended row whole',
    file: 'libs/domain/src/row-history.ts',
    search: 'return before ? now - amountAt(before, place) : now;',
    replacement: 'return before && amountAt(before, place) === now ? 0n : now;',
    caughtBy: unit('fold', ORACLE),
  },
  {
    name: 'give back what was never sold',
    file: 'libs/domain/src/ledger-relation.ts',
    search: "kind === 'cancellation' && cause !== null && held.has(cause);",
    replacement: "kind === 'cancellation' && cause !== null && held.has(`${cause}!`);",
    caughtBy: unit('fold', ORACLE),
  },
  {
    name: 'make units out of a change of state',
    file: 'libs/domain/src/row-history.ts',
    search: '? added - step.quantity : added;',
    replacement: '? added : added;',
    caughtBy: unit('fold', 'makes and loses no unit'),
  },
  {
    name: 'round up',
    file: 'libs/domain/src/quantity.ts',
    search: 'quantity % MILLION !== 0n ? whole - 1n : whole)',
    replacement:
      'quantity % MILLION !== 0n ? whole - 1n : whole + (quantity % MILLION > 0n ? 1n : 0n))',
    caughtBy: unit('numbers', 'is never negative and never more'),
  },
  {
    name: 'lose a decimal',
    file: 'libs/domain/src/quantity.ts',
    search: "significant.padEnd(QUANTITY_SCALE, '0')",
    replacement: "significant.slice(0, 5).padEnd(QUANTITY_SCALE, '0')",
    caughtBy: unit('numbers', 'add up exactly'),
  },
  {
    name: 'forget claims',
    file: 'libs/domain/src/channel/location-state.ts',
    search: '? 0n : availableBase - claimed;',
    replacement: '? 0n : availableBase;',
    caughtBy: unit('numbers', 'is what the oracle counts'),
  },
  {
    name: 'forget what is protected',
    file: 'libs/domain/src/channel/location-share.ts',
    search: 'stock - protect - buffer.units : 0;',
    replacement: 'stock - buffer.units : 0;',
    caughtBy: unit('numbers', 'is what the oracle counts'),
  },
  {
    name: 'forget what came after the count',
    file: 'libs/domain/src/retention.ts',
    search: 'limits.push(base.cut.at);',
    replacement: '',
    caughtBy: { unit: 'libs/domain/src/retention.spec.ts', named: 'are missed by no number' },
  },
  {
    name: 'let a lower source speak',
    file: 'libs/domain/src/standing-stock.ts',
    search: 'one.source === source || peers.includes(one.source)',
    replacement: "one.source !== ''",
    caughtBy: unit('sources', 'nothing that a lower one says'),
  },
];
