export interface MedusaOptions {
  /** the one secret API key */
  readonly apiKey: string;
  /** where everything is stocked that is seeded */
  readonly locationId: string;
  /** units of each seeded listing in orders that are not fulfilled; they are on hand beside its quantity */
  readonly reserved: number;
  /** which calls the ordered faults strike; a refused key strikes any */
  readonly faultsStrike: 'writes' | 'reads';
}

export const MEDUSA_DEFAULTS: MedusaOptions = {
  apiKey: 'sk_5b0e6a1f9c2d47d38e90a7b4c1d2e3f4',
  locationId: 'sloc_01JA1ZQV7N3X5R8W0000000001',
  reserved: 0,
  faultsStrike: 'writes',
};

/** It stocks the same things, and nobody may touch what it has. */
export const OTHER_LOCATION = 'sloc_01JA1ZQV7N3X5R8W0000000002';
