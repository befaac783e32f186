import type { Finding } from './yaml-file.js';
import { tree, type Tree } from './tree.js';

/** Modes, weights, pickup and orders ahead: what a channel asks for must be there. */
export function channelFindings(channels: Tree, locations: Tree): Finding[] {
  return [
    ...Object.entries(channels).flatMap(([id, channel]) => [
      ...weightFindings(['channels', id], tree(channel)),
      ...pickupFindings(['channels', id], tree(channel), locations),
    ]),
    ...overdrawnFindings(channels),
  ];
}

function weightFindings(at: readonly string[], channel: Tree): Finding[] {
  const { mode, weight } = channel;
  if (mode === 'partitioned' && (weight === undefined || weight === null)) {
    return [
      {
        path: [...at, 'mode'],
        expected: 'a weight beside the mode partitioned',
        hint: 'add weight: 0.5 for one half of the pool',
      },
    ];
  }
  if (mode === 'partitioned' || weight === undefined || weight === null) return [];
  return [
    {
      path: [...at, 'weight'],
      expected: 'no weight in shared mode, where every channel shows the whole pool',
      hint: 'add mode: partitioned, or remove the weight',
    },
  ];
}

function pickupFindings(at: readonly string[], channel: Tree, locations: Tree): Finding[] {
  const { pickup, pool } = channel;
  if (pickup === undefined || pickup === null || !Array.isArray(pool)) return [];
  const stores = pool.some((id) => tree(locations[String(id)])['kind'] === 'store');
  if (stores) return [];
  return [
    {
      path: [...at, 'pickup'],
      ofKey: true,
      found: 'a pool without a store',
      expected: 'a location of kind store in the pool, for customers to collect at',
    },
  ];
}

/** The weights that draw on one location give away more than there is when they exceed one. */
function overdrawnFindings(channels: Tree): Finding[] {
  const drawn = new Map<string, number>();
  const findings: Finding[] = [];
  for (const [id, entry] of Object.entries(channels)) {
    const { mode, weight, pool } = tree(entry);
    if (mode !== 'partitioned' || typeof weight !== 'number' || !Array.isArray(pool)) continue;
    const locations = [...new Set(pool.map(String))];
    for (const location of locations) {
      drawn.set(location, (drawn.get(location) ?? 0) + Math.round(weight * 10_000));
    }
    const over = locations.find((location) => (drawn.get(location) ?? 0) > 10_000);
    if (over !== undefined) findings.push(overdrawn(id, over, (drawn.get(over) ?? 0) / 10_000));
  }
  return findings;
}

const overdrawn = (id: string, location: string, sum: number): Finding => ({
  path: ['channels', id, 'weight'],
  expected: `weights that add up to 1 at most at every location; those at ${location} are ${sum}`,
  hint: 'lower this weight or another one of the same location',
});
