import { Access } from '#access';
import { POLICY, type Policy } from '#config';
import {
  askPublisher,
  confirmZeros,
  mapListings,
  pauseChannel,
  resumeChannel,
  type Voice,
} from '#storage';
import { Body, Controller, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { Caller, type CallerIdentity } from '../access/caller.js';
import { voiceOf } from '../access/voice.js';
import { ReadDatabase } from '../database/read-database.js';
import { iso } from '../format/instants.js';
import { Answers, BAD_QUERY, BAD_REQUEST } from '../http/answers.js';
import { pageOf } from '../http/page.js';
import { ProblemException } from '../http/problem.js';
import { limit, parameters } from '../http/query.js';
import { driftPage } from './channel.queries.js';
import { channelSchema, type ChannelStatus } from './channel.schema.js';
import { ChannelsReader } from './channels.reader.js';
import {
  channelPath,
  driftSchema,
  mappedSchema,
  mapping,
  pausing,
  pushing,
  saying,
  type ChannelPath,
  type Drift,
  type Mapping,
  type Pausing,
  type Pushing,
  type Saying,
} from './control.schema.js';
import { findChannel } from './find-channel.js';

const UNKNOWN = { ...BAD_REQUEST, 404: 'Unknown channel; the answer names the nearest one' };
const NOTHING = parameters({});
const CURSOR = '`next` of the page before';
const driftQuery = parameters({
  after: z
    .string(CURSOR)
    .regex(/^\d{1,18}$/, CURSOR)
    .optional(),
  limit: limit(50, 500),
});

/** What people tell the publisher of one channel; it heeds within some seconds. */
@ApiTags('Operations')
@Controller('v1/channels/:channel')
export class ChannelControlsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly database: ReadDatabase,
    private readonly channels: ChannelsReader,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  @Post('pause')
  @Access(['operator'], 'channel.pause', 'in its transaction')
  @Answers('Send nothing more until it is resumed; numbers are kept up', channelSchema, UNKNOWN)
  pause(
    @Param({ schema: channelPath }) { channel }: ChannelPath,
    @Body({ schema: pausing }) body: Pausing,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<ChannelStatus> {
    return this.say(channel, caller, body, (db, voice) => pauseChannel(db, channel, voice));
  }

  @Post('resume')
  @Access(['operator'], 'channel.resume', 'in its transaction')
  @Answers('Send again, the newest numbers only', channelSchema, UNKNOWN)
  resume(
    @Param({ schema: channelPath }) { channel }: ChannelPath,
    @Body({ schema: saying }) body: Saying,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<ChannelStatus> {
    return this.say(channel, caller, body, (db, voice) => resumeChannel(db, channel, voice));
  }

  @Post('push')
  @Access(['operator'], 'channel.push', 'in its transaction')
  @Answers('Send listings again, whatever they show', channelSchema, UNKNOWN)
  push(
    @Param({ schema: channelPath }) { channel }: ChannelPath,
    @Body({ schema: pushing }) body: Pushing,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<ChannelStatus> {
    const { skus } = body;
    return this.say(channel, caller, body, (db, voice) =>
      askPublisher(db, channel, 'push', skus, voice),
    );
  }

  @Post('list')
  @Access(['operator'], 'channel.list', 'in its transaction')
  @Answers('Read all that the channel lists, and put right what drifted', channelSchema, UNKNOWN)
  list(
    @Param({ schema: channelPath }) { channel }: ChannelPath,
    @Body({ schema: saying }) body: Saying,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<ChannelStatus> {
    return this.say(channel, caller, body, (db, voice) =>
      askPublisher(db, channel, 'list', null, voice),
    );
  }

  @Post('confirm')
  @Access(['operator'], 'channel.confirm', 'in its transaction')
  @Answers('Let zeros go that are held for being too many', channelSchema, {
    ...UNKNOWN,
    409: 'None are held, or they were confirmed',
  })
  confirm(
    @Param({ schema: channelPath }) { channel }: ChannelPath,
    @Body({ schema: saying }) body: Saying,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<ChannelStatus> {
    return this.say(channel, caller, body, async (db, voice) => {
      if ((await confirmZeros(db, channel, voice)) !== undefined) return;
      const detail = `No zeros of ${channel} wait for a confirmation.`;
      throw new ProblemException(409, 'nothing_held', 'Nothing is held', detail);
    });
  }

  @Put('listings')
  @Access(['operator'], 'channel.map', 'in its transaction')
  @Answers('Say what listings are made of; those not named stay', mappedSchema, UNKNOWN)
  async map(
    @Param({ schema: channelPath }) { channel }: ChannelPath,
    @Body({ schema: mapping }) { listings, by }: Mapping,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<z.infer<typeof mappedSchema>> {
    findChannel(this.policy, channel);
    const voice = voiceOf(caller, by, 'mapping of listings');
    const changed = await this.dataSource.transaction((db) =>
      mapListings(db, channel, listings, voice),
    );
    return { changed };
  }

  @Get('drift')
  @Access(['viewer'])
  @Answers('Listings that showed another number than the acknowledged one', driftSchema, {
    ...BAD_QUERY,
    404: 'Unknown channel',
  })
  async drift(
    @Param({ schema: channelPath }) { channel }: ChannelPath,
    @Query({ schema: driftQuery }) { after, limit: most }: z.infer<typeof driftQuery>,
  ): Promise<Drift> {
    findChannel(this.policy, channel);
    const found = await this.database.snapshot((db) =>
      driftPage(db, channel, after ?? null, most + 1),
    );
    const { rows, next } = pageOf(found, most, ({ id }) => id);
    return {
      drift: rows.map(({ found_at: foundAt, sku, expected, found: shown }) => ({
        sku,
        expected,
        found: shown,
        foundAt: iso(foundAt),
      })),
      next,
    };
  }

  private async say(
    channel: string,
    caller: CallerIdentity,
    { because, by }: { readonly because: string; readonly by?: string | undefined },
    word: (db: EntityManager, voice: Voice) => Promise<void>,
  ): Promise<ChannelStatus> {
    findChannel(this.policy, channel);
    const voice = voiceOf(caller, by, because);
    await this.dataSource.transaction((db) => word(db, voice));
    this.channels.forget();
    const all = await this.channels.read();
    const status = all.find((one) => one.channel === channel);
    if (!status) throw new Error(`${channel} is of the policy, and its status is not read`);
    return status;
  }
}
