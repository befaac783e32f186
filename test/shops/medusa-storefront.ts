import { z } from 'zod';
import type { MedusaShop } from './medusa-shop.js';

const products = z.object({
  products: z.array(
    z.object({
      variants: z.array(
        z.object({
          id: z.string(),
          sku: z.string(),
          inventory_quantity: z.number().nullish(),
        }),
      ),
    }),
  ),
});
const cart = z.object({ cart: z.object({ id: z.string() }) });
const collection = z.object({ payment_collection: z.object({ id: z.string() }) });
const completed = z.object({ type: z.literal('order'), order: z.object({ id: z.string() }) });

type Shop = Pick<MedusaShop, 'url' | 'publishableKey' | 'secretKey' | 'region'>;

/** What customers of a shop can do, by its Store API. */
export class MedusaStorefront {
  constructor(private readonly shop: Shop) {}

  /** @returns null: sold without regard to any stock */
  async shows(sku: string): Promise<number | null | undefined> {
    return (await this.variants()).find((variant) => variant.sku === sku)?.inventory_quantity;
  }

  /** @returns the order's id */
  async buy(sku: string, quantity: number): Promise<string> {
    const variant = (await this.variants()).find((each) => each.sku === sku);
    const order = {
      region_id: this.shop.region,
      email: 'customer@shop.example',
      items: [{ variant_id: variant?.id, quantity }],
    };
    const { id } = cart.parse(await this.post('/store/carts', order)).cart;
    const paying = await this.post('/store/payment-collections', { cart_id: id });
    const payment = collection.parse(paying).payment_collection.id;
    const provider = { provider_id: 'pp_system_default' };
    await this.post(`/store/payment-collections/${payment}/payment-sessions`, provider);
    return completed.parse(await this.post(`/store/carts/${id}/complete`, {})).order.id;
  }

  /** The shop's people cancel an order: what it held can be sold again. */
  async cancel(order: string): Promise<void> {
    const authorization = `Basic ${Buffer.from(`${this.shop.secretKey}:`).toString('base64')}`;
    await this.call(`/admin/orders/${order}/cancel`, { authorization }, {});
  }

  private async variants() {
    const fields = 'id,variants.id,variants.sku,+variants.inventory_quantity';
    const query = new URLSearchParams({ fields, limit: '100' }).toString();
    const answer = products.parse(await this.call(`/store/products?${query}`, this.headers()));
    return answer.products.flatMap(({ variants }) => variants);
  }

  private post(path: string, content: object): Promise<unknown> {
    return this.call(path, this.headers(), content);
  }

  private headers(): Record<string, string> {
    return { 'x-publishable-api-key': this.shop.publishableKey };
  }

  /** @throws Error when the shop refuses */
  private async call(
    path: string,
    headers: Readonly<Record<string, string>>,
    content?: object,
  ): Promise<unknown> {
    const answer = await fetch(`${this.shop.url}${path}`, {
      headers: { ...headers, 'content-type': 'application/json' },
      ...(content && { method: 'POST', body: JSON.stringify(content) }),
    });
    if (!answer.ok) throw new Error(`${path}: HTTP ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}
