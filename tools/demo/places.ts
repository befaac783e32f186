/** Stock locations of the POS, by `ospos_stock_locations.location_name`. */
export const STORES = ['London', 'Leeds', 'Bristol'] as const;
export type Store = (typeof STORES)[number];

/** The warehouse's only internal location, by `stock_location.complete_name`. */
export const WAREHOUSE = 'WH/Stock';

export type Place = Store | typeof WAREHOUSE;
export const PLACES: readonly Place[] = [...STORES, WAREHOUSE];

/** Locations of the WMS that hold no stock of ours: the other ends of its moves. */
export const VENDORS = 'Partners/Vendors';
export const CUSTOMERS = 'Partners/Customers';
export const LOSSES = 'Virtual Locations/Inventory adjustment';
export const SCRAP = 'Virtual Locations/Scrap';
export const TRANSIT = 'Physical Locations/Inter-warehouse transit';
