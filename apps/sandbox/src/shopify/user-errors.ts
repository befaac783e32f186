import type { Inventory } from './inventory.js';

export interface UserError {
  readonly code: string;
  readonly field: readonly string[] | null;
  readonly message: string;
}

export interface SetInput {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly quantities: readonly SetRow[];
}

export interface SetRow {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: number;
  /** left out: not the same as null */
  readonly changeFromQuantity?: number | null;
}

const MOST_UNITS = 1_000_000_000;
const NAMES = new Set(['available', 'on_hand']);
/** Those of shopify.dev/docs/apps/fulfillment/inventory-management-apps/quantities-states. */
const REASONS = new Set([
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_created',
  'movement_updated',
  'movement_received',
  'movement_canceled',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'reservation_deleted',
  'reservation_updated',
  'restock',
  'safety_stock',
  'shrinkage',
]);
const URI = /^[a-z][a-z0-9+.-]*:.+$/i;
const GID = /^gid:\/\/[^/]+\/[^/]+\/[^/]+$/;

/** Everything that is wrong with a call; messages are those of the schema's error codes. */
export function userErrorsOf(
  input: SetInput,
  inventory: Inventory,
  locationId: string,
): readonly UserError[] {
  const rows = input.quantities.flatMap((row, at) => {
    const wrong = wrongWithRow(row, inventory, locationId) ?? duplicate(input.quantities, row);
    if (!wrong) return [];
    const [code, field, message] = wrong;
    return [{ code, field: ['input', 'quantities', String(at), field], message }];
  });
  return [...wrongWithCall(input), ...rows];
}

function wrongWithCall({ name, reason, referenceDocumentUri: uri }: SetInput): UserError[] {
  const errors: UserError[] = [];
  const add = (code: string, field: string, message: string) =>
    errors.push({ code, field: ['input', field], message });
  if (!NAMES.has(name)) {
    add('INVALID_NAME', 'name', "The quantity name must be either 'available' or 'on_hand'.");
  }
  if (!REASONS.has(reason)) add('INVALID_REASON', 'reason', 'The specified reason is invalid.');
  if (uri && !(uri.startsWith('gid:') ? GID : URI).test(uri)) {
    const message = 'The specified reference document is invalid.';
    add('INVALID_REFERENCE_DOCUMENT', 'referenceDocumentUri', message);
  }
  return errors;
}

type Wrong = readonly [code: string, field: string, message: string];

function wrongWithRow(row: SetRow, inventory: Inventory, locationId: string): Wrong | undefined {
  const item = inventory.item(row.inventoryItemId);
  if (!item) {
    return [
      'INVALID_INVENTORY_ITEM',
      'inventoryItemId',
      'The specified inventory item could not be found.',
    ];
  }
  if (row.locationId !== locationId) {
    return ['INVALID_LOCATION', 'locationId', 'The specified location could not be found.'];
  }
  if (item.isBundle) {
    return [
      'NON_MUTABLE_INVENTORY_ITEM',
      'inventoryItemId',
      'The specified inventory item is not allowed to be adjusted via API.',
    ];
  }
  return wrongWithQuantity(row, item.available);
}

function wrongWithQuantity(row: SetRow, available: number): Wrong | undefined {
  const { quantity } = row;
  const changeFrom = row.changeFromQuantity ?? available;
  if (quantity < 0) {
    return ['INVALID_QUANTITY_NEGATIVE', 'quantity', "The quantity can't be negative."];
  }
  if (quantity > MOST_UNITS) {
    const message = "The total quantity can't be higher than 1,000,000,000.";
    return ['INVALID_QUANTITY_TOO_HIGH', 'quantity', message];
  }
  if (changeFrom !== available) {
    return [
      'CHANGE_FROM_QUANTITY_STALE',
      'changeFromQuantity',
      'The changeFromQuantity argument no longer matches the persisted quantity.',
    ];
  }
  return undefined;
}

function duplicate(rows: readonly SetRow[], row: SetRow): Wrong | undefined {
  const same = rows.filter(
    ({ inventoryItemId, locationId }) =>
      inventoryItemId === row.inventoryItemId && locationId === row.locationId,
  );
  if (same.length === 1) return undefined;
  return [
    'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
    'locationId',
    'The combination of inventoryItemId and locationId must be unique.',
  ];
}
