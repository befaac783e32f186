import { Access } from '#access';
import { POLICY, type Policy } from '#config';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { isoOrNull } from '../format/instants.js';
import { SourcesReader } from '../sources/sources.reader.js';
import { locationsSchema, type Locations } from './location.schema.js';
import { PlacesReader } from './places.reader.js';

@ApiTags('Stock')
@Controller('v1/locations')
export class LocationsController {
  constructor(
    private readonly places: PlacesReader,
    private readonly sources: SourcesReader,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  @Get()
  @Access(['viewer'])
  @Answers('Locations of the policy, with what is known of them', locationsSchema, BAD_QUERY)
  async list(@Query({ schema: parameters({}) }) _query: object): Promise<Locations> {
    const [places, sources] = await Promise.all([this.places.read(), this.sources.read()]);
    const stale = new Set(sources.filter((source) => source.stale).map(({ source }) => source));
    const locations = Object.entries(this.policy.locations).map(
      ([location, { source, name, kind }]) => {
        const place = places.find((row) => row.location === location && row.source === source);
        return {
          location,
          source,
          name,
          kind,
          items: place?.items ?? 0,
          lastChangeAt: isoOrNull(place?.last_change_at ?? null),
          stale: stale.has(source),
        };
      },
    );
    return { locations: locations.sort((a, b) => a.location.localeCompare(b.location, 'en')) };
  }
}
