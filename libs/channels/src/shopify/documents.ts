/** The version of the Admin API that all of this is written for. */
export const API_PATH = '/admin/api/2026-10/graphql.json';

/** Most members of an input array, and of a page (shopify.dev/docs/api/usage/limits). */
export const MOST_ROWS = 250;

/**
 * Sets absolute quantities. As of 2026-04 Shopify refuses it without `@idempotent`, and without a
 * `changeFromQuantity` in every row; the schema states neither.
 */
export const SET_QUANTITIES = `mutation SetQuantities($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    userErrors { code field message }
  }
}`;

/** What is available of some inventory items at one location. */
export const READ_QUANTITIES = `query ReadQuantities($ids: [ID!]!, $locationId: ID!) {
  nodes(ids: $ids) {
    ... on InventoryItem {
      id
      inventoryLevel(locationId: $locationId) { quantities(names: ["available"]) { quantity } }
    }
  }
}`;

/** A page of everything that one location stocks. */
export const LIST_LEVELS = `query ListLevels($locationId: ID!, $first: Int!, $after: String) {
  location(id: $locationId) {
    inventoryLevels(first: $first, after: $after) {
      nodes { item { id sku } quantities(names: ["available"]) { quantity } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;
