import { parse, type OperationDefinitionNode } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { actualCost, requestedCost } from './query-cost.js';
import { vendorSchema } from './vendor-schema.js';

/** Reading the vendor's schema takes a second, and more on a busy machine. */
const SCHEMA_MS = 60_000;

const costOf = (query: string, variables: Record<string, unknown> = {}) => {
  const [operation] = parse(query).definitions;
  return requestedCost(vendorSchema(), operation as OperationDefinitionNode, variables);
};

describe('requestedCost', () => {
  beforeAll(() => void vendorSchema(), SCHEMA_MS);

  it.each([
    ['a mutation 10', 'mutation { inventorySetQuantities { userErrors { code } } }', 10],
    ['an object 1, a scalar 0', '{ location(id: "x") { id name } }', 1],
    [
      'a connection 2 and `first` times a member',
      '{ location(id: "x") { inventoryLevels(first: 50) { nodes { item { id } } } } }',
      1 + 2 + 50,
    ],
  ])('prices %s', (_, query, cost) => {
    expect(costOf(query)).toBe(cost);
  });

  it('prices a list of ids by their number, and an interface by its dearest type', () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) {
      ... on InventoryItem { inventoryLevel(locationId: "x") { quantities(names: "available") { quantity } } }
      ... on Location { id }
    } }`;

    expect(costOf(query, { ids: ['a', 'b', 'c'] })).toBe(3 * 2);
  });
});

describe('actualCost', () => {
  it('counts the objects that came of it, never more than was asked for', () => {
    const data = { nodes: [{ id: 'a', level: { id: 'l' } }, null] };

    expect([actualCost(100, data), actualCost(2, data)]).toEqual([3, 2]);
  });
});
