import { Access } from '#access';
import { Body, Controller, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Caller, type CallerIdentity } from '../access/caller.js';
import { voiceOf } from '../access/voice.js';
import { Answers, BAD_REQUEST } from '../http/answers.js';
import { ProblemException } from '../http/problem.js';
import { parameters } from '../http/query.js';
import { reasonOnly, type ReasonOnly } from '../http/saying.js';
import { endSilence, silence } from './silence.queries.js';
import {
  silencePath,
  silenceSchema,
  silencing,
  type Silence,
  type Silencing,
} from './silence.schema.js';
import { toSilence } from './to-alert.js';

const NOTHING = parameters({});

/** That somebody has seen an alert, and for how long it need not be told again. */
@ApiTags('Operations')
@Controller('v1/alerts/silences')
export class SilencesController {
  constructor(private readonly dataSource: DataSource) {}

  @Post()
  @Access(['operator'], 'alert.silence', 'in its transaction')
  @Answers('Silence an open alert for a while', silenceSchema, {
    ...BAD_REQUEST,
    404: 'No such alert is open',
  })
  async begin(
    @Body({ schema: silencing }) { because, by, ...wanted }: Silencing,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<Silence> {
    const voice = voiceOf(caller, by, because);
    const row = await this.dataSource.transaction((db) => silence(db, wanted, voice));
    if (row) return toSilence(row);
    const detail = `No alert ${wanted.kind} of ${wanted.subject} is open; GET /v1/alerts lists those that are.`;
    throw new ProblemException(404, 'unknown_alert', 'Unknown alert', detail);
  }

  @Post(':id/end')
  @Access(['operator'], 'alert.unsilence', 'in its transaction')
  @Answers('End a silence before its time', silenceSchema, {
    ...BAD_REQUEST,
    404: 'No silence of this id is in force',
  })
  async end(
    @Param({ schema: silencePath }) { id }: z.infer<typeof silencePath>,
    @Body({ schema: reasonOnly }) { because, by }: ReasonOnly,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<Silence> {
    const voice = voiceOf(caller, by, because);
    const row = await this.dataSource.transaction((db) => endSilence(db, id, voice));
    if (row) return toSilence(row);
    const detail = `No silence ${id} is in force: it has ended, or there never was one.`;
    throw new ProblemException(404, 'unknown_silence', 'Unknown silence', detail);
  }
}
