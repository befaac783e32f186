import { Access } from '#access';
import { Body, Controller, Headers, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { BAD_REQUEST, Describes } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { callKey } from './call-key.js';
import { ClaimDesk } from './claim-desk.js';
import { ClaimRules } from './claim-rules.js';
import { madeReservationSchema, orderRequest, type OrderRequest } from './claim.schema.js';
import { IDEMPOTENCY_KEY } from './reservations.controller.js';
import { sendAnswer } from './send-answer.js';

const PATH = '/v1/orders';

@ApiTags('Reservations')
@Controller('v1/orders')
export class OrdersController {
  constructor(
    private readonly desk: ClaimDesk,
    private readonly rules: ClaimRules,
  ) {}

  @Post()
  @Access(['operator', 'claims'], 'order.create')
  @IDEMPOTENCY_KEY
  @Describes({
    summary: "A channel's order: a claim that is committed at once",
    schema: madeReservationSchema,
    status: 201,
    refusals: {
      ...BAD_REQUEST,
      404: 'Unknown channel or item',
      409: 'Not enough stock, which leaves an exception; or the order was sent before',
      422: 'A location outside of the pool, or a key that was used for another call',
    },
  })
  async create(
    @Headers('idempotency-key') header: string | undefined,
    @Body({ schema: orderRequest }) request: OrderRequest,
    @Query({ schema: parameters({}) }) _query: object,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const key = callKey('orders', request.channel, header, request);
    const call = this.rules.order(request, key.key);
    return sendAnswer(response, await this.desk.make(call, key, PATH));
  }
}
