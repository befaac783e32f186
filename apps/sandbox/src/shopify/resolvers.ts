import type { Inventory, Item } from './inventory.js';
import { resolverError } from './request-error.js';
import { setQuantities } from './set-quantities.js';

const GLOBAL_ID = /^gid:\/\/shopify\/[A-Za-z]+\/\d+$/;
const MOST_PAGE = 250;
const QUANTITY_NAMES = new Set(['available', 'on_hand', 'committed', 'incoming', 'reserved']);
/** Without orders all that is on hand is available. */
const STOCKED = new Set(['available', 'on_hand']);

interface PageRequest {
  readonly first?: number;
  readonly after?: string | null;
}

/** What the shop answers to the fields that are asked for; all else of the schema is null here. */
export const rootOf = (inventory: Inventory, locationId: string) => ({
  inventorySetQuantities: setQuantities,

  nodes: ({ ids }: { ids: readonly string[] }) =>
    ids.map((id) => {
      const item = inventory.item(checkedId(id));
      return item ? itemNode(item, locationId) : null;
    }),

  location: ({ id = null }: { id?: string | null }) =>
    id !== null && checkedId(id) === locationId
      ? { id, inventoryLevels: (page: PageRequest) => levelsPage(inventory, locationId, page) }
      : null,
});

function checkedId(id: string): string {
  if (GLOBAL_ID.test(id)) return id;
  throw resolverError('INVALID_VARIABLE', `Invalid global id '${id}'`);
}

interface ItemNode {
  readonly __typename: 'InventoryItem';
  readonly id: string;
  readonly sku: string;
  inventoryLevel(query: { locationId: string }): LevelNode | null;
}

interface LevelNode {
  readonly item: ItemNode;
  quantities(query: { names: readonly string[] }): readonly Quantity[];
}

interface Quantity {
  readonly name: string;
  readonly quantity: number;
}

function itemNode(item: Item, locationId: string): ItemNode {
  const node: ItemNode = {
    __typename: 'InventoryItem',
    id: item.id,
    sku: item.sku,
    inventoryLevel: (query) =>
      checkedId(query.locationId) === locationId ? levelNode(item, node) : null,
  };
  return node;
}

const levelNode = ({ available }: Item, item: ItemNode): LevelNode => ({
  item,
  quantities: ({ names }) =>
    names
      .filter((name) => QUANTITY_NAMES.has(name))
      .map((name) => ({ name, quantity: STOCKED.has(name) ? available : 0 })),
});

function levelsPage(
  inventory: Inventory,
  locationId: string,
  { first, after = null }: PageRequest,
) {
  if (first === undefined || first > MOST_PAGE) {
    throw resolverError('BAD_REQUEST', `first must be given, and cannot exceed ${MOST_PAGE}`);
  }
  const items = inventory.items();
  const from = after === null ? 0 : items.findIndex(({ id }) => cursorOf(id) === after) + 1;
  const page = items.slice(from, from + first);
  const last = page.at(-1);
  return {
    nodes: page.map((item) => levelNode(item, itemNode(item, locationId))),
    pageInfo: {
      hasNextPage: from + first < items.length,
      hasPreviousPage: from > 0,
      endCursor: last ? cursorOf(last.id) : null,
    },
  };
}

const cursorOf = (id: string) => Buffer.from(id).toString('base64url');
