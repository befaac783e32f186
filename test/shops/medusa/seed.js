// What somebody would set up by hand in a new shop: a web channel that sells from one stock location, keys
// for both sides, and things to sell. Run by `medusa exec`; writes what it made to SHOP_SEEDED.
const { writeFileSync } = require('node:fs');
const { ContainerRegistrationKeys } = require('@medusajs/framework/utils');
const flows = require('@medusajs/medusa/core-flows');

const { SHOP_STOCK, SHOP_SEEDED } = process.env;

module.exports.default = async function seed({ container }) {
  const run = async (flow, input) => (await flow(container).run({ input })).result;
  const location = await places(run);
  const { channel, ...access } = await entrances(run, location);
  await products(run, channel, location, JSON.parse(SHOP_STOCK));
  await stock(run, container, location, JSON.parse(SHOP_STOCK));
  writeFileSync(SHOP_SEEDED, JSON.stringify({ ...access, location }));
};

async function places(run) {
  const [depot] = await run(flows.createStockLocationsWorkflow, { locations: [{ name: 'Depot' }] });
  return depot.id;
}

async function entrances(run, location) {
  const salesChannelsData = [{ name: 'Web' }];
  const [{ id: channel }] = await run(flows.createSalesChannelsWorkflow, { salesChannelsData });
  await run(flows.linkSalesChannelsToStockLocationWorkflow, { id: location, add: [channel] });
  const [{ id: region }] = await run(flows.createRegionsWorkflow, {
    regions: [
      {
        name: 'United Kingdom',
        currency_code: 'gbp',
        countries: ['gb'],
        payment_providers: ['pp_system_default'],
      },
    ],
  });
  const key = (type) => ({ title: type, type, created_by: 'seed' });
  const [secret, publishable] = await run(flows.createApiKeysWorkflow, {
    api_keys: [key('secret'), key('publishable')],
  });
  await run(flows.linkSalesChannelsToApiKeyWorkflow, { id: publishable.id, add: [channel] });
  return { channel, region, secretKey: secret.token, publishableKey: publishable.token };
}

const variant = (sku, more = {}) => ({
  title: sku,
  sku,
  options: { Kind: sku },
  prices: [{ amount: 10, currency_code: 'gbp' }],
  ...more,
});

/** Beside what is asked for: what no one quantity can be told of. */
async function products(run, channel, location, units) {
  const shared = await item(run, location, 'SHARED');
  const pair = await item(run, location, 'PAIR');
  const from = (id, required_quantity) => ({
    inventory_items: [{ inventory_item_id: id, required_quantity }],
  });
  const variants = [
    ...Object.keys(units).map((sku) => variant(sku)),
    variant('UNTRACKED', { manage_inventory: false }),
    variant('SHARED-A', from(shared, 1)),
    variant('SHARED-B', from(shared, 1)),
    variant('PAIR', from(pair, 2)),
  ];
  const product = {
    title: 'Things',
    status: 'published',
    options: [{ title: 'Kind', values: variants.map(({ title }) => title) }],
    sales_channels: [{ id: channel }],
    variants,
  };
  await run(flows.createProductsWorkflow, { products: [product] });
}

async function item(run, location_id, sku) {
  const location_levels = [{ location_id, stocked_quantity: 4 }];
  const items = [{ sku, location_levels }];
  const [{ id }] = await run(flows.createInventoryItemsWorkflow, { items });
  return id;
}

/** Nothing has to be shipped, so that an order needs no carrier. */
async function stock(run, container, location_id, units) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: 'inventory_item', fields: ['id', 'sku'] });
  const updates = data.map(({ id }) => ({ id, requires_shipping: false }));
  await run(flows.updateInventoryItemsWorkflow, { updates });
  const inventory_levels = data
    .filter(({ sku }) => Object.hasOwn(units, sku))
    .map(({ id, sku }) => ({
      inventory_item_id: id,
      location_id,
      stocked_quantity: units[sku],
    }));
  await run(flows.createInventoryLevelsWorkflow, { inventory_levels });
}
