import { Access } from '#access';
import { Body, Controller, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, BAD_REQUEST } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { PlanReader } from './plan.reader.js';
import { plannedSchema, planning, type Planned, type Planning } from './plan.schema.js';

@ApiTags('Operations')
@Controller('v1/policy/plan')
export class PlanController {
  constructor(private readonly plans: PlanReader) {}

  @Post()
  @Access(['admin'], 'policy.plan')
  @Answers('What applying another policy would do; writes nothing', plannedSchema, {
    ...BAD_REQUEST,
    502: 'Kafka Connect refused a question',
  })
  plan(
    @Body({ schema: planning }) { policy }: Planning,
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<Planned> {
    return this.plans.plan(policy);
  }
}
