import type { Mutant } from './mutant.js';

const claims = (file: string, named: string) => ({
  unit: `libs/domain/src/claims/${file}.spec.ts`,
  named,
});
const channel = (file: string, named: string) => ({
  unit: `libs/domain/src/channel/${file}.spec.ts`,
  named,
});

/** Bugs of what is promised: reservations, and what a channel may sell. */
export const PROMISE_MUTANTS: readonly Mutant[] = [
  {
    name: 'let two processes admit at once',
    file: 'libs/storage/src/claims/lock-stocks.ts',
    search: 'ORDER BY s.sku, s.location FOR UPDATE OF s',
    replacement: 'ORDER BY s.sku, s.location',
    guard: {
      file: 'libs/storage/src/claims/write-claims.ts',
      search: 'AND s.claimed + g.units <= s.available_base - g.protect',
      replacement: '',
    },
    caughtBy: {
      medium: 'apps/api/src/claims/admission.medium.ts',
      named: 'lets a process decide only on what another one has left',
    },
  },
  {
    name: 'promise one delivery to two orders',
    file: 'libs/storage/src/promises/write-promises.ts',
    search: 'SELECT pg_advisory_xact_lock(hashtextextended(sku, 9))',
    replacement: 'SELECT hashtextextended(sku, 9)',
    caughtBy: {
      medium: 'test/claims/preorders.medium.ts',
      named: 'promises no unit twice, however many ask at two processes',
    },
  },
  {
    name: 'limit nobody',
    file: 'libs/domain/src/claims/decide.ts',
    search: 'if (before + quantity > most)',
    replacement: 'if (quantity > most)',
    caughtBy: claims('decide', 'limits what one shopper holds of one item'),
  },
  {
    name: 'claim what is protected',
    file: 'libs/domain/src/claims/admission.ts',
    search: 'availableBase - claimed - wholeUnits(protect[location] ?? 0)',
    replacement: 'availableBase - claimed + wholeUnits(protect[location] ?? 0)',
    caughtBy: claims('admission', 'keeps claims within available_base − protect'),
  },
  {
    name: "absorb by anybody's order",
    file: 'libs/domain/src/claims/absorption.ts',
    search: 'movement.causes.some((cause) => documentId(cause) === documentId(document))',
    replacement: 'movement.causes.some((cause) => documentId(cause) !== document.type)',
    caughtBy: claims(
      'absorption',
      'leaves claims at other locations, of other items and documents',
    ),
  },
  {
    name: 'absorb twice by one movement',
    file: 'libs/domain/src/claims/absorption.ts',
    search: 'movement.fallen - (used.get(movementKey(movement)) ?? 0n)',
    replacement: 'movement.fallen - (used.get(movement.sku) ?? 0n)',
    caughtBy: claims('absorption', 'never absorbs more than is held'),
  },
  {
    name: 'expire what an order holds',
    file: 'libs/domain/src/claims/claim-state.ts',
    search: "state === 'active' && expiresAt !== null",
    replacement: "state !== 'expired' && expiresAt !== null",
    caughtBy: claims('claim-state', 'ends every claim exactly once'),
  },
  {
    name: 'advertise pickup by one signal',
    file: 'libs/domain/src/channel/pickup.ts',
    search: 'Object.values(signals).every(Boolean)',
    replacement: 'Object.values(signals).some(Boolean)',
    caughtBy: channel('channel-answer', 'never advertises pickup unless both signals hold'),
  },
  {
    name: 'sell what a silent source says',
    file: 'libs/domain/src/channel/location-share.ts',
    search: "standing === 'counted' ? stock",
    replacement: "standing !== 'unverified' ? stock",
    caughtBy: channel('channel-units', 'is the same whether a location is suppressed'),
  },
  {
    name: 'exceed the cap',
    file: 'libs/domain/src/channel/channel-units.ts',
    search: 'Math.min(portion, unitsUp(rule.cap))',
    replacement: 'Math.max(portion, unitsUp(rule.cap))',
    caughtBy: channel('channel-units', 'is never below zero, nor above what its pool has to sell'),
  },
  {
    name: 'promise all that a vendor announces',
    file: 'libs/domain/src/channel/inbound.ts',
    search: 'portionDown(fillRate, confirmed)',
    replacement: 'Math.max(fillRate, confirmed)',
    caughtBy: channel('channel-answer', 'takes the vendor’s fill rate'),
  },
];
