import { Access } from '#access';
import { nearest, POLICY, type Policy } from '#config';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReadDatabase } from '../database/read-database.js';
import { iso } from '../format/instants.js';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { unknownChannel, unknownLocation } from '../http/problem.js';
import { parameters, several } from '../http/query.js';
import { SourcesReader } from '../sources/sources.reader.js';
import { itemsOf, stocksOf } from './availability.queries.js';
import { availabilitySchema, type Availability } from './availability.schema.js';
import { toAvailability } from './to-availability.js';

const query = parameters({
  sku: several(200, 200),
  channel: several(100, 63).optional(),
  location: several(1_000, 63).optional(),
});

@ApiTags('Stock')
@Controller('v1/availability')
export class AvailabilityController {
  constructor(
    private readonly database: ReadDatabase,
    private readonly sources: SourcesReader,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  @Get()
  @Access(['viewer', 'claims'])
  @Answers(
    'What many items have at many locations, and what many channels may sell and claim of them',
    availabilitySchema,
    { ...BAD_QUERY, 404: 'Unknown channel or location; the answer names the nearest' },
  )
  async list(@Query({ schema: query }) asked: z.infer<typeof query>): Promise<Availability> {
    const channels = this.picked('channels', asked.channel);
    const locations = this.picked('locations', asked.location);
    const bySource = Object.entries(locations).map(([id, { source }]) => [id, source]);
    const sources = await this.sources.read();
    const rows = await this.database.snapshot(async (db) => ({
      items: await itemsOf(db, asked.sku),
      stocks: await stocksOf(db, asked.sku, Object.fromEntries(bySource) as Record<string, string>),
    }));
    const now = new Date();
    const asOf = {
      now,
      policyVersion: this.policy.policyVersion,
      staleSources: new Set(sources.filter(({ stale }) => stale).map(({ source }) => source)),
      channels,
    };
    const items = asked.sku.map((sku) => {
      const item = rows.items.find((row) => row.sku === sku);
      const stocks = rows.stocks.filter((row) => row.sku === sku);
      return toAvailability(sku, item, stocks, asOf);
    });
    return { at: iso(now), items };
  }

  /** Entries of the policy by name; all of them when none is named. */
  private picked<Kind extends 'channels' | 'locations'>(
    kind: Kind,
    names: readonly string[] | undefined,
  ): Policy[Kind] {
    const all = this.policy[kind];
    const known = Object.keys(all);
    const unknown = names?.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      const refuse = kind === 'channels' ? unknownChannel : unknownLocation;
      throw refuse(unknown, nearest(unknown, known));
    }
    const wanted = Object.entries(all).filter(([name]) => names?.includes(name) ?? true);
    return Object.fromEntries(wanted) as Policy[Kind];
  }
}
