import { Access } from '#access';
import { POLICY, type Policy } from '#config';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ReadDatabase } from '../database/read-database.js';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { parameters, plainText } from '../http/query.js';
import { isoOrNull } from '../format/instants.js';
import { SourcesReader } from '../sources/sources.reader.js';
import { LocationHoursReader } from './location-hours.js';
import {
  locationHoursSchema,
  locationsSchema,
  type LocationHours,
  type Locations,
} from './location.schema.js';
import { PlacesReader } from './places.reader.js';
import { stalenesses } from './staleness.queries.js';
import { toStaleness } from './to-staleness.js';

const locationPath = z.object({ location: plainText(63) });
const UNKNOWN = { ...BAD_QUERY, 404: 'Unknown location; the answer names the nearest' };

@ApiTags('Stock')
@Controller('v1/locations')
export class LocationsController {
  constructor(
    private readonly places: PlacesReader,
    private readonly sources: SourcesReader,
    private readonly hours: LocationHoursReader,
    private readonly database: ReadDatabase,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  @Get()
  @Access(['viewer'])
  @Answers('Locations of the policy, with what is known of them', locationsSchema, BAD_QUERY)
  async list(@Query({ schema: parameters({}) }) _query: object): Promise<Locations> {
    const [places, sources, judged] = await Promise.all([
      this.places.read(),
      this.sources.read(),
      this.database.snapshot(stalenesses),
    ]);
    const stale = new Set(sources.filter((source) => source.stale).map(({ source }) => source));
    const stalenessAt = (location: string, source: string) =>
      toStaleness(judged.find((row) => row.location === location && row.source === source));
    const locations = Object.entries(this.policy.locations).map(
      ([location, { source, name, kind, fallbacks }]) => {
        const place = places.find((row) => row.location === location && row.source === source);
        return {
          location,
          source,
          name,
          kind,
          items: place?.items ?? 0,
          lastChangeAt: isoOrNull(place?.last_change_at ?? null),
          stale: stale.has(source),
          staleness: stalenessAt(location, source),
          fallbacks: fallbacks.map((fallback) => ({
            source: fallback.source,
            staleness: stalenessAt(location, fallback.source),
          })),
        };
      },
    );
    return { locations: locations.sort((a, b) => a.location.localeCompare(b.location, 'en')) };
  }

  @Get(':location/hours')
  @Access(['viewer'])
  @Answers('What is usual at a location, by hour of the week', locationHoursSchema, UNKNOWN)
  usual(
    @Param({ schema: locationPath }) { location }: z.infer<typeof locationPath>,
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<LocationHours> {
    return this.hours.read(location);
  }
}
