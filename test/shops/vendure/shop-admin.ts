import { GraphVisitor } from './graphql.js';

/** What may be set of a variant beside its sku. */
export interface VariantSettings {
  readonly stockOnHand?: number;
  readonly trackInventory?: 'TRUE' | 'FALSE' | 'INHERIT';
  readonly outOfStockThreshold?: number;
  readonly useGlobalOutOfStockThreshold?: boolean;
}

/** The shopkeeper at work, by the Admin API, with every right. */
export class ShopAdmin {
  private constructor(private readonly visitor: GraphVisitor) {}

  static async login(url: string, password: string): Promise<ShopAdmin> {
    const visitor = new GraphVisitor(`${url}/admin-api`);
    await visitor.ask(
      `mutation ($password: String!) { login(username: "superadmin", password: $password) {
        __typename ... on ErrorResult { message }
      } }`,
      { password },
    );
    return new ShopAdmin(visitor);
  }

  ask<Data>(query: string, variables: object = {}): Promise<Data> {
    return this.visitor.ask(query, variables);
  }

  get graph(): GraphVisitor {
    return this.visitor;
  }

  /** The key of a machine that may do what the permissions say, and no more. */
  async createApiKey(permissions: readonly string[]): Promise<string> {
    const name = permissions.join('-').toLowerCase() || 'nothing';
    const { role } = await this.ask<{ role: { id: string } }>(
      `mutation ($input: CreateRoleInput!) { role: createRole(input: $input) { id } }`,
      { input: { code: name, description: name, permissions } },
    );
    const { created } = await this.ask<{ created: { apiKey: string } }>(
      `mutation ($input: CreateApiKeyInput!) { created: createApiKey(input: $input) { apiKey } }`,
      { input: { roleIds: [role.id], translations: [{ languageCode: 'en', name }] } },
    );
    return created.apiKey;
  }

  /** A product with one variant. @returns the variant's id */
  async createVariant(sku: string, settings: VariantSettings = {}): Promise<string> {
    const { product } = await this.ask<{ product: { id: string } }>(
      `mutation ($input: CreateProductInput!) { product: createProduct(input: $input) { id } }`,
      { input: { translations: [{ languageCode: 'en', name: sku, slug: sku, description: '' }] } },
    );
    const { variants } = await this.ask<{ variants: { id: string }[] }>(
      `mutation ($input: [CreateProductVariantInput!]!) {
        variants: createProductVariants(input: $input) { id }
      }`,
      {
        input: [
          {
            productId: product.id,
            sku,
            price: 1_000,
            translations: [{ languageCode: 'en', name: sku }],
            ...settings,
          },
        ],
      },
    );
    return variants[0]?.id ?? '';
  }

  async updateVariant(id: string, change: VariantSettings & { sku?: string }): Promise<void> {
    await this.ask(
      `mutation ($input: [UpdateProductVariantInput!]!) {
        updateProductVariants(input: $input) { id }
      }`,
      { input: [{ id, ...change }] },
    );
  }

  async deleteVariant(id: string): Promise<void> {
    await this.ask(`mutation ($id: ID!) { deleteProductVariant(id: $id) { result } }`, { id });
  }

  /** What the shop's only location has of a variant. */
  async stockOf(id: string): Promise<{ stockOnHand: number; stockAllocated: number } | undefined> {
    const { productVariant } = await this.ask<{
      productVariant: { stockLevels: { stockOnHand: number; stockAllocated: number }[] };
    }>(
      `query ($id: ID!) {
        productVariant(id: $id) { stockLevels { stockOnHand stockAllocated } }
      }`,
      { id },
    );
    return productVariant.stockLevels[0];
  }

  /** A second channel of the shop, with the token that names it. */
  async createChannel(token: string): Promise<void> {
    const { channels } = await this.ask<{
      channels: { items: { defaultTaxZone: { id: string } }[] };
    }>(`{ channels { items { defaultTaxZone { id } } } }`);
    const zone = channels.items[0]?.defaultTaxZone.id;
    await this.ask(
      `mutation ($input: CreateChannelInput!) { createChannel(input: $input) { __typename } }`,
      {
        input: {
          code: token,
          token,
          defaultLanguageCode: 'en',
          defaultCurrencyCode: 'USD',
          pricesIncludeTax: false,
          defaultTaxZoneId: zone,
          defaultShippingZoneId: zone,
        },
      },
    );
  }

  async stockLocationId(): Promise<string> {
    const { stockLocations } = await this.ask<{ stockLocations: { items: { id: string }[] } }>(
      `{ stockLocations { items { id } } }`,
    );
    return stockLocations.items[0]?.id ?? '';
  }
}
