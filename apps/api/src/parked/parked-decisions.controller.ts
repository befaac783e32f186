import { Access } from '#access';
import { decideParked, type ParkedDecision, type ParkedFilter } from '#storage';
import { Body, Controller, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type CallerIdentity } from '../access/caller.js';
import { voiceOf } from '../access/voice.js';
import { Answers, BAD_REQUEST } from '../http/answers.js';
import { ProblemException } from '../http/problem.js';
import { parameters } from '../http/query.js';
import {
  choosing,
  decidedSchema,
  editing,
  parkedPath,
  type Choosing,
  type Decided,
  type Editing,
} from './decision.schema.js';

const NOTHING = parameters({});

/** What people decide about messages that were set aside. */
@ApiTags('Operations')
@Controller('v1/parked')
export class ParkedDecisionsController {
  constructor(private readonly dataSource: DataSource) {}

  @Post('redrive')
  @Access(['operator'], 'parked.redrive', 'in its transaction')
  @Answers('Have the normalizer try messages again, by its packs of today', decidedSchema, {
    ...BAD_REQUEST,
  })
  redrive(
    @Body({ schema: choosing }) choice: Choosing,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<Decided> {
    return this.decide(filterOf(choice), { action: 'parked.redrive' }, caller, choice);
  }

  @Post('discard')
  @Access(['operator'], 'parked.discard', 'in its transaction')
  @Answers('Set messages aside for good; their bytes are kept', decidedSchema, BAD_REQUEST)
  discard(
    @Body({ schema: choosing }) choice: Choosing,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<Decided> {
    return this.decide(filterOf(choice), { action: 'parked.discard' }, caller, choice);
  }

  @Put(':id/value')
  @Access(['operator'], 'parked.edit', 'in its transaction')
  @Answers('Give a message another value; what came is kept beside it', decidedSchema, {
    ...BAD_REQUEST,
    404: 'No message of this id is parked',
  })
  async edit(
    @Param({ schema: parkedPath }) { id }: z.infer<typeof parkedPath>,
    @Body({ schema: editing }) { value, ...said }: Editing,
    @Query({ schema: NOTHING }) _query: object,
    @Caller() caller: CallerIdentity,
  ): Promise<Decided> {
    const edit = { action: 'parked.edit', value: Buffer.from(value) } as const;
    const answer = await this.decide({ ids: [id] }, edit, caller, said);
    if (answer.decided > 0) return answer;
    const detail = `No message ${id} is parked: it was decided on, its row has changed since, or there never was one.`;
    throw new ProblemException(404, 'unknown_message', 'Unknown message', detail);
  }

  private async decide(
    filter: ParkedFilter,
    decision: ParkedDecision,
    caller: CallerIdentity,
    { because, by }: { readonly because: string; readonly by?: string | undefined },
  ): Promise<Decided> {
    const voice = voiceOf(caller, by, because);
    const ids = await this.dataSource.transaction((db) =>
      decideParked(db, filter, decision, voice),
    );
    return { decided: ids.length, ids };
  }
}

const filterOf = ({ ids = [], filter }: Choosing): ParkedFilter => ({ ids, ...filter });
