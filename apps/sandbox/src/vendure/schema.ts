import { buildSchema } from 'graphql';

/** The part of Vendure's Admin API that sets and reads stock, written by hand after what it answers. */
export const ADMIN_SCHEMA = buildSchema(`
  type Query {
    globalSettings: GlobalSettings!
    stockLocation(id: ID!): StockLocation
    productVariants(options: ProductVariantListOptions): ProductVariantList!
  }
  type Mutation {
    updateProductVariants(input: [UpdateProductVariantInput!]!): [ProductVariant]!
  }
  type GlobalSettings { trackInventory: Boolean!, outOfStockThreshold: Int! }
  type StockLocation { id: ID!, name: String! }
  type ProductVariantList { items: [ProductVariant!]!, totalItems: Int! }
  type ProductVariant {
    id: ID!
    sku: String!
    trackInventory: GlobalFlag!
    stockLevels: [StockLevel!]!
  }
  type StockLevel { stockLocationId: ID!, stockOnHand: Int!, stockAllocated: Int! }
  enum GlobalFlag { TRUE FALSE INHERIT }
  enum SortOrder { ASC }
  input ProductVariantListOptions {
    skip: Int
    take: Int
    sort: ProductVariantSortParameter
    filter: ProductVariantFilterParameter
  }
  input ProductVariantSortParameter { id: SortOrder }
  input ProductVariantFilterParameter { sku: StringOperators }
  input StringOperators { in: [String!] }
  input UpdateProductVariantInput { id: ID!, sku: String, stockLevels: [StockLevelInput!] }
  input StockLevelInput { stockLocationId: ID!, stockOnHand: Int! }
`);
