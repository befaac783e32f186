/** Fields of a variant that tell what the shop may sell of it. */
const VARIANT = `id sku trackInventory stockLevels { stockLocationId stockOnHand stockAllocated }`;

/** What holds for variants that have no setting of their own, and whether the location is there. */
export const SHOP = `query Shop($location: ID!) {
  globalSettings { trackInventory }
  stockLocation(id: $location) { id }
}`;

/** A sku that several variants have comes back several times: their number is not limited by the rows'. */
export const LOOK_UP = `query LookUp($skus: [String!]!, $take: Int!) {
  productVariants(options: { filter: { sku: { in: $skus } }, take: $take, sort: { id: ASC } }) {
    items { ${VARIANT} }
    totalItems
  }
}`;

/** A page of everything, by the id, so that what is new comes last. */
export const LIST = `query List($skip: Int!, $take: Int!) {
  productVariants(options: { skip: $skip, take: $take, sort: { id: ASC } }) {
    items { ${VARIANT} }
    totalItems
  }
}`;

/** One transaction: either all rows are set or none. The levels are told as they are after it. */
export const SET_STOCK = `mutation SetStock($input: [UpdateProductVariantInput!]!) {
  updateProductVariants(input: $input) {
    id
    stockLevels { stockLocationId stockOnHand stockAllocated }
  }
}`;
