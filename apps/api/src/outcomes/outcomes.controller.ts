import { Access } from '#access';
import { nearest, POLICY, type Policy } from '#config';
import { Body, Controller, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Answers, BAD_REQUEST } from '../http/answers.js';
import { ProblemException, unknownChannel, unknownLocation } from '../http/problem.js';
import { parameters } from '../http/query.js';
import { insertOutcomes } from './outcome.queries.js';
import {
  outcomesRequest,
  takenSchema,
  type OutcomesRequest,
  type TakenOutcomes,
} from './outcome.schema.js';

/** What became of orders: facts that no stock table tells, for KPIs. */
@ApiTags('KPIs')
@Controller('v1/order-outcomes')
export class OutcomesController {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  @Post()
  @Access(['operator'], 'outcomes.take')
  @Answers('What became of order lines; all of them are taken, or none', takenSchema, {
    ...BAD_REQUEST,
    404: 'Unknown channel or location; the answer names the nearest',
    409: 'An id that stands for another outcome already',
  })
  take(
    @Body({ schema: outcomesRequest }) { outcomes }: OutcomesRequest,
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<TakenOutcomes> {
    for (const { channel, location } of outcomes) this.know(channel, location);
    return this.dataSource.transaction(async (manager) => {
      const { taken, others } = await insertOutcomes(manager, outcomes);
      if (others.length > 0) throw otherOutcome(others);
      return { taken, repeated: outcomes.length - taken };
    });
  }

  private know(channel: string, location: string | undefined): void {
    const { channels, locations } = this.policy;
    if (!Object.hasOwn(channels, channel)) {
      throw unknownChannel(channel, nearest(channel, Object.keys(channels)));
    }
    if (location !== undefined && !Object.hasOwn(locations, location)) {
      throw unknownLocation(location, nearest(location, Object.keys(locations)));
    }
  }
}

const otherOutcome = (ids: readonly string[]): ProblemException =>
  new ProblemException(
    409,
    'other_outcome',
    'Another outcome',
    `${ids.join(', ')}: sent before with another content, which stays. Nothing of this call was taken; send what is new under ids of its own.`,
  );
