import { Access } from '#access';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { channelsSchema, type ChannelStatus } from './channel.schema.js';
import { ChannelsReader } from './channels.reader.js';

@ApiTags('Operations')
@Controller('v1/channels')
export class ChannelsController {
  constructor(private readonly channels: ChannelsReader) {}

  @Get()
  @Access(['viewer'])
  @Answers('Channel accounts: desired against acknowledged', channelsSchema, BAD_QUERY)
  async list(
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<{ channels: ChannelStatus[] }> {
    return { channels: await this.channels.read() };
  }
}
