import {
  buildClientSchema,
  getVariableValues,
  parse,
  validate,
  type GraphQLSchema,
  type IntrospectionQuery,
  type OperationDefinitionNode,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { SET_QUANTITIES } from './documents.js';
import { listLevels, readQuantities } from './read-levels.js';
import { setQuantities } from './set-quantities.js';

const SCHEMA = new URL(
  '../../../../apps/sandbox/vendor/shopify/admin_2026-10.json.gz',
  import.meta.url,
);
/** Reading the vendor's schema takes a second, and more on a busy machine. */
const SCHEMA_MS = 60_000;
const LOCATION = 'gid://shopify/Location/7';
const ROWS = [
  { sku: 'A', quantity: 4, shown: 5, inventoryItemId: 'gid://shopify/InventoryItem/1' },
  { sku: 'B', quantity: 0, shown: null, inventoryItemId: 'gid://shopify/InventoryItem/2' },
];

describe("requests, by Shopify's own schema", () => {
  let schema: GraphQLSchema;

  beforeAll(() => {
    const text = gunzipSync(readFileSync(SCHEMA)).toString('utf8');
    const { data } = JSON.parse(text) as { data: IntrospectionQuery };
    schema = buildClientSchema(data, { assumeValid: true });
  }, SCHEMA_MS);

  /** What the schema finds wrong with a request, its variables included. */
  const complaints = ({ query, variables }: { query: string; variables: object }): string[] => {
    const document = parse(query);
    const [operation] = document.definitions as readonly OperationDefinitionNode[];
    const { errors = [] } = getVariableValues(
      schema,
      operation?.variableDefinitions ?? [],
      JSON.parse(JSON.stringify(variables)) as Record<string, unknown>,
    );
    return [...validate(schema, document), ...errors].map(({ message }) => message);
  };

  it.each([
    ['a write', setQuantities(ROWS, LOCATION, '7c1c9a53-6a43-4c42-9f2b-6c1b8f2f3f6e')],
    ['a read-back', readQuantities(['gid://shopify/InventoryItem/1'], LOCATION)],
    ['the first page', listLevels(LOCATION, null)],
    ['a later page', listLevels(LOCATION, 'cursor')],
  ])('%s is valid', (_, request) => {
    expect(complaints(request)).toEqual([]);
  });

  it.each([
    ['compareQuantity', { compareQuantity: 5 }, {}],
    ['ignoreCompareQuantity', {}, { ignoreCompareQuantity: true }],
  ])('%s of older versions is not', (field, rowChange, inputChange) => {
    const { variables } = setQuantities(ROWS, LOCATION, 'k');
    const quantities = variables.input.quantities.map((row) => ({ ...row, ...rowChange }));
    const input = { ...variables.input, ...inputChange, quantities };

    expect(
      complaints({ query: SET_QUANTITIES, variables: { ...variables, input } }),
    ).toContainEqual(expect.stringContaining(`"${field}" is not defined`));
  });
});
