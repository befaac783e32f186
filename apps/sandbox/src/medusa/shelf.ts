import type { FakeListing, FakeWrite } from '../fake/fake-market.js';
import { OTHER_LOCATION, type MedusaOptions } from './medusa-options.js';

export interface Level {
  readonly location_id: string;
  stocked_quantity: number;
  reserved_quantity: number;
}

export interface Variant {
  sku: string | null;
  readonly manage_inventory: boolean;
  readonly inventory_items: {
    readonly inventory_item_id: string;
    readonly required_quantity: number;
  }[];
}

export interface Item {
  readonly id: string;
  readonly location_levels: Level[];
  /** a variant that is not tracked any more is not among them */
  variants: Variant[];
}

const UNITS_ELSEWHERE = 50;

/** Inventory items, what locations stock of them, and the variants that are sold from them. */
export class Shelf {
  readonly writes: FakeWrite[] = [];
  private readonly items = new Map<string, Item>();
  private made = 0;

  constructor(private readonly options: MedusaOptions) {}

  seed(listings: readonly FakeListing[]): void {
    const { reserved, locationId } = this.options;
    for (const { sku, quantity } of listings) {
      this.made += 1;
      const id = `iitem_01JA1ZQV7N3X5R8W${String(this.made).padStart(10, '0')}`;
      const inventory_items = [{ inventory_item_id: id, required_quantity: 1 }];
      this.items.set(id, {
        id,
        location_levels: [
          { location_id: OTHER_LOCATION, stocked_quantity: UNITS_ELSEWHERE, reserved_quantity: 0 },
          {
            location_id: locationId,
            stocked_quantity: quantity + reserved,
            reserved_quantity: reserved,
          },
        ],
        variants: [{ sku, manage_inventory: true, inventory_items }],
      });
    }
  }

  /** in the order in which they were made */
  all(): readonly Item[] {
    return [...this.items.values()];
  }

  get(id: string): Item | undefined {
    return this.items.get(id);
  }

  remove(sku: string): void {
    this.items.delete(this.known(sku).id);
  }

  /** @throws Error where a test asks for what there is not */
  known(sku: string): Item {
    const item = this.all().find(({ variants }) => variants.some((each) => each.sku === sku));
    if (!item) throw new Error(`the shop has no ${sku}`);
    return item;
  }

  level(item: Item, locationId = this.options.locationId): Level | undefined {
    return item.location_levels.find(({ location_id }) => location_id === locationId);
  }

  /** @throws Error where a test asks for what is not stocked */
  stocked(sku: string): Level {
    const level = this.level(this.known(sku));
    if (!level) throw new Error(`${sku} is not stocked`);
    return level;
  }

  set(item: Item, level: Level, stocked: number): void {
    level.stocked_quantity = stocked;
    const quantity = availableOf(level);
    for (const { sku } of item.variants) if (sku) this.writes.push({ sku, quantity });
  }

  shown(): ReadonlyMap<string, number> {
    const shown = new Map<string, number>();
    for (const item of this.all()) {
      const level = this.level(item);
      for (const { sku } of item.variants) if (sku && level) shown.set(sku, availableOf(level));
    }
    return shown;
  }
}

const availableOf = ({ stocked_quantity, reserved_quantity }: Level): number =>
  stocked_quantity - reserved_quantity;
