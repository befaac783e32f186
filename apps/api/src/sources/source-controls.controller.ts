import { Access } from '#access';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Caller, type CallerIdentity } from '../access/caller.js';
import { voiceOf } from '../access/voice.js';
import { Answers, BAD_QUERY, BAD_REQUEST } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { reasonOnly, type ReasonOnly } from '../http/saying.js';
import {
  askedBackfillSchema,
  backfilling,
  backfillControlPath,
  liveConnectorSchema,
  restarting,
  sourcePath,
  type AskedBackfill,
  type Backfilling,
  type LiveConnector,
  type Restarting,
  type SourcePath,
} from './source-control.schema.js';
import { SourceDesk } from './source-desk.js';

const NOTHING = parameters({});
const UNKNOWN = { 404: 'Unknown source, connector or task', 502: 'Kafka Connect refused it' };
const BUSY = { ...BAD_REQUEST, ...UNKNOWN, 409: 'It cannot be now; the answer says why' };

/** What people tell a source's connector. */
@ApiTags('Operations')
@Controller('v1/sources/:source')
export class SourceControlsController {
  constructor(private readonly desk: SourceDesk) {}

  @Get('connector')
  @Access(['viewer'])
  @Answers("The source's connector as Kafka Connect sees it now", liveConnectorSchema, {
    ...BAD_QUERY,
    ...UNKNOWN,
  })
  look(
    @Param({ schema: sourcePath }) { source }: SourcePath,
    @Query({ schema: NOTHING }) _query: object,
  ): Promise<LiveConnector> {
    return this.desk.look(source);
  }

  @Post('restart')
  @Access(['operator'], 'connector.restart', 'in its transaction')
  @Answers('Start the connector with its tasks, or one task, once more', liveConnectorSchema, BUSY)
  restart(
    @Param({ schema: sourcePath }) { source }: SourcePath,
    @Body({ schema: restarting }) { task, because, by }: Restarting,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<LiveConnector> {
    return this.desk.restart(source, task, voiceOf(caller, by, because));
  }

  @Post('backfills')
  @Access(['operator'], 'backfill.start', 'in its transaction')
  @Answers('Read rows once more while the stream goes on', askedBackfillSchema, BUSY)
  backfill(
    @Param({ schema: sourcePath }) { source }: SourcePath,
    @Body({ schema: backfilling }) { because, by, ...wanted }: Backfilling,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<AskedBackfill> {
    return this.desk.backfill(source, wanted, voiceOf(caller, by, because));
  }

  @Post('backfills/:what')
  @Access(['operator'], 'backfill.control', 'in its transaction')
  @Answers("Pause, resume or stop the source's backfill", askedBackfillSchema, BUSY)
  control(
    @Param({ schema: backfillControlPath })
    { source, what }: z.infer<typeof backfillControlPath>,
    @Body({ schema: reasonOnly }) { because, by }: ReasonOnly,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<AskedBackfill> {
    return this.desk.control(source, what, voiceOf(caller, by, because));
  }
}
