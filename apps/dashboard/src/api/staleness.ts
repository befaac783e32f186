import type { LocationHours, Locations } from '../../../api/src/locations/location.schema.js';

export type { LocationHours };

export type StalenessOf = Locations['locations'][number];

export type StalenessState = NonNullable<StalenessOf['staleness']>['state'];
