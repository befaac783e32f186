import type { GraphVisitor } from './graphql.js';

const ENGLISH = (name: string) => [{ languageCode: 'en', name, description: name }];

interface Made {
  readonly made: { readonly id: string };
}

/** What a shop needs before it takes an order: a country, a tax, a way to ship and one to pay. */
export async function setUpTrade(admin: GraphVisitor): Promise<void> {
  const make = async (call: string, type: string, input: object): Promise<string> => {
    const query = `mutation ($input: ${type}!) { made: ${call}(input: $input) { id } }`;
    return (await admin.ask<Made>(query, { input })).made.id;
  };
  const categoryId = await make('createTaxCategory', 'CreateTaxCategoryInput', {
    name: 'Standard',
    isDefault: true,
  });
  const country = await make('createCountry', 'CreateCountryInput', {
    code: 'GB',
    enabled: true,
    translations: [{ languageCode: 'en', name: 'United Kingdom' }],
  });
  const zoneId = await make('createZone', 'CreateZoneInput', {
    name: 'Home',
    memberIds: [country],
  });
  const rate = { name: 'Standard', enabled: true, value: 20, categoryId, zoneId };
  await make('createTaxRate', 'CreateTaxRateInput', rate);
  await admin.ask(
    `mutation ($zone: ID!) { updateChannel(input: {
      id: "1", defaultTaxZoneId: $zone, defaultShippingZoneId: $zone
    }) { __typename ... on ErrorResult { message } } }`,
    { zone: zoneId },
  );
  await make('createShippingMethod', 'CreateShippingMethodInput', SHIPPING);
  await make('createPaymentMethod', 'CreatePaymentMethodInput', PAYMENT);
}

const SHIPPING = {
  code: 'post',
  fulfillmentHandler: 'manual-fulfillment',
  checker: {
    code: 'default-shipping-eligibility-checker',
    arguments: [{ name: 'orderMinimum', value: '0' }],
  },
  calculator: {
    code: 'default-shipping-calculator',
    arguments: [
      { name: 'rate', value: '500' },
      { name: 'includesTax', value: 'auto' },
      { name: 'taxRate', value: '20' },
    ],
  },
  translations: ENGLISH('Post'),
};

const PAYMENT = {
  code: 'dummy',
  enabled: true,
  handler: {
    code: 'dummy-payment-handler',
    arguments: [{ name: 'automaticSettle', value: 'true' }],
  },
  translations: ENGLISH('Dummy'),
};
