import type { RequestHandler } from 'express';
import { z } from 'zod';
import { project } from './project.js';
import { refuse } from './refuse.js';
import type { Item, Shelf } from './shelf.js';

const number = z.stringFormat('number', /^\d+$/).transform(Number);

const asked = z.strictObject({
  fields: z.string().default('id'),
  limit: number.default(20),
  offset: number.default(0),
  order: z.literal('id').optional(),
  'location_levels[location_id]': z.string().optional(),
});

/** `GET /admin/inventory-items`; unasked, they come in no order that anybody could rely on. */
export const listItems =
  (shelf: Shelf): RequestHandler =>
  ({ originalUrl }, response) => {
    const query = new URL(originalUrl, 'http://shop.example').searchParams;
    const ids = query.getAll('id[]');
    query.delete('id[]');
    const read = asked.safeParse(Object.fromEntries(query));
    if (!read.success) {
      return refuse(response, 'invalid_data', `Invalid request: ${z.prettifyError(read.error)}`);
    }
    const { fields, limit, offset, order, 'location_levels[location_id]': at } = read.data;
    const found = shelf
      .all()
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .filter((item) => at === undefined || shelf.level(item, at) !== undefined);
    const sorted = order === 'id' ? found : found.toReversed();
    const page = sorted.slice(offset, offset + limit).map(levelsAt(at));
    const inventory_items = project(page, fields.split(','));
    response.json({ inventory_items, count: found.length, offset, limit });
  };

/** Who asks by location is told of that location's levels only. */
const levelsAt =
  (locationId: string | undefined) =>
  (item: Item): Item => ({
    ...item,
    location_levels: item.location_levels.filter(
      ({ location_id }) => locationId === undefined || location_id === locationId,
    ),
  });
