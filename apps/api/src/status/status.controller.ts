import { Access } from '#access';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { StatusReader } from './status.reader.js';
import { statusSchema, type Status } from './status.schema.js';

@ApiTags('Operations')
@Controller('v1/status')
export class StatusController {
  constructor(private readonly status: StatusReader) {}

  @Get()
  @Access(['viewer'])
  @Answers('Everything at a glance', statusSchema, BAD_QUERY)
  read(@Query({ schema: parameters({}) }) _query: object): Promise<Status> {
    return this.status.read();
  }
}
