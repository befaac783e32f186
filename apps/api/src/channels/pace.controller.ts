import { Access } from '#access';
import { POLICY, type Policy } from '#config';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadDatabase } from '../database/read-database.js';
import { isoOrNull } from '../format/instants.js';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { channelPath, type ChannelPath } from './control.schema.js';
import { findChannel } from './find-channel.js';
import { paceOf } from './pace.queries.js';
import { paceSchema, type Pace } from './pace.schema.js';

@ApiTags('Operations')
@Controller('v1/channels/:channel/pace')
export class PaceController {
  constructor(
    private readonly database: ReadDatabase,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  @Get()
  @Access(['viewer'])
  @Answers('What waits in each lane, and how much of each limit is used', paceSchema, {
    ...BAD_QUERY,
    404: 'Unknown channel; the answer names the nearest one',
  })
  async read(
    @Param({ schema: channelPath }) { channel }: ChannelPath,
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<Pace> {
    findChannel(this.policy, channel);
    const row = await this.database.snapshot((db) => paceOf(db, channel));
    return {
      toldAt: isoOrNull(row?.told_at ?? null),
      lanes: row?.lanes ?? [],
      limits: row?.limits ?? [],
    };
  }
}
