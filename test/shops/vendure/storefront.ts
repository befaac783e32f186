import { GraphVisitor } from './graphql.js';

const ERRORS = '__typename ... on ErrorResult { message }';

/** A customer, by the Shop API. */
export class Storefront {
  private readonly url: string;

  constructor(url: string) {
    this.url = `${url}/shop-api`;
  }

  /** What the shop shows a customer of this sku's first variant; undefined: no such variant on show. */
  async shown(productSlug: string): Promise<string | undefined> {
    const { product } = await new GraphVisitor(this.url).ask<{
      product: { variants: { stockLevel: string }[] } | null;
    }>(`query ($slug: String!) { product(slug: $slug) { variants { stockLevel } } }`, {
      slug: productSlug,
    });
    return product?.variants[0]?.stockLevel;
  }

  /** Orders and pays. @throws Error when the shop does not sell that many */
  async buy(variantId: string, quantity: number): Promise<string> {
    const customer = new GraphVisitor(this.url);
    await step(
      customer,
      `mutation ($id: ID!, $n: Int!) {
        it: addItemToOrder(productVariantId: $id, quantity: $n) { ${ERRORS} } }`,
      { id: variantId, n: quantity },
    );
    await step(customer, `mutation { it: setCustomerForOrder(input: { ${ANN} }) { ${ERRORS} } }`);
    await step(
      customer,
      `mutation { it: setOrderShippingAddress(input: { ${HOME} }) { ${ERRORS} } }`,
    );
    const { methods } = await customer.ask<{ methods: { id: string }[] }>(
      `{ methods: eligibleShippingMethods { id } }`,
    );
    await step(
      customer,
      `mutation ($id: [ID!]!) { it: setOrderShippingMethod(shippingMethodId: $id) { ${ERRORS} } }`,
      { id: [methods[0]?.id] },
    );
    await step(
      customer,
      `mutation { it: transitionOrderToState(state: "ArrangingPayment") { ${ERRORS} } }`,
    );
    const { it } = await step<{ id: string }>(
      customer,
      `mutation { it: addPaymentToOrder(input: { method: "dummy", metadata: {} }) {
        ${ERRORS} ... on Order { id } } }`,
    );
    return it.id;
  }
}

const ANN = 'firstName: "Ann", lastName: "Lee", emailAddress: "ann@shop.example"';
const HOME = 'streetLine1: "1 High Street", countryCode: "GB", postalCode: "LS1 1AA"';

interface Stepped {
  readonly it: { readonly __typename: string; readonly message?: string };
}

async function step<More extends object = object>(
  customer: GraphVisitor,
  query: string,
  variables: object = {},
): Promise<{ it: Stepped['it'] & More }> {
  const answer = await customer.ask<{ it: Stepped['it'] & More }>(query, variables);
  if (answer.it.__typename !== 'Order') throw new Error(answer.it.message ?? query);
  return answer;
}
