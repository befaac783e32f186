import { Access } from '#access';
import { Body, Controller, Delete, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers, BAD_REQUEST, Describes } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { callKey } from './call-key.js';
import { ClaimChanges } from './claim-changes.js';
import { ClaimDesk } from './claim-desk.js';
import { ClaimRules } from './claim-rules.js';
import {
  commitRequest,
  madeReservationSchema,
  noBody,
  reservationRequest,
  reservationSchema,
  type CommitRequest,
  type Reservation,
  type ReservationRequest,
} from './claim.schema.js';
import { sendAnswer } from './send-answer.js';
import { toReservation } from './to-reservation.js';

const PATH = '/v1/reservations';
const idPath = z.object({ id: z.uuid("a reservation's id") });
type IdPath = z.infer<typeof idPath>;

const UNKNOWN = { ...BAD_REQUEST, 404: 'Unknown reservation' };

export const IDEMPOTENCY_KEY = ApiHeader({
  name: 'Idempotency-Key',
  required: true,
  description: 'the same for a repeated call, which is answered as the first one was',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
});

@ApiTags('Reservations')
@Controller('v1/reservations')
export class ReservationsController {
  constructor(
    private readonly desk: ClaimDesk,
    private readonly changes: ClaimChanges,
    private readonly rules: ClaimRules,
  ) {}

  @Post()
  @Access(['operator', 'claims'], 'reservation.create')
  @IDEMPOTENCY_KEY
  @Describes({
    summary: "Claim units until the channel's window ends",
    schema: madeReservationSchema,
    status: 201,
    refusals: {
      ...BAD_REQUEST,
      404: 'Unknown channel or item',
      409: 'Not enough stock, or more than one shopper may hold',
      422: 'A location outside of the pool, or a key that was used for another call',
    },
  })
  async create(
    @Headers('idempotency-key') header: string | undefined,
    @Body({ schema: reservationRequest }) request: ReservationRequest,
    @Query({ schema: parameters({}) }) _query: object,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const key = callKey('reservations', request.channel, header, request);
    const call = this.rules.reservation(request, key.key);
    return sendAnswer(response, await this.desk.make(call, key, PATH));
  }

  @Get(':id')
  @Access(['viewer', 'claims'])
  @Answers('One reservation', reservationSchema, UNKNOWN)
  async one(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<Reservation> {
    const { claim, now } = await this.changes.read(id);
    return toReservation(claim, now);
  }

  @Post(':id/extend')
  @Access(['operator', 'claims'], 'reservation.extend')
  @ApiBody({ required: false, schema: { type: 'object', additionalProperties: false } })
  @Answers('Hold its units for a whole window more, from now', reservationSchema, {
    ...UNKNOWN,
    409: 'It is not active any more',
  })
  async extend(
    @Param({ schema: idPath }) { id }: IdPath,
    @Body({ schema: noBody }) _body: unknown,
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<Reservation> {
    const { claim, now } = await this.changes.extend(id);
    return toReservation(claim, now);
  }

  @Post(':id/commit')
  @Access(['operator', 'claims'], 'reservation.commit')
  @Answers(
    "Bind it to an order; it then waits for the authority's row. One that expired is admitted anew",
    reservationSchema,
    {
      ...UNKNOWN,
      409: 'Released, of another order, or expired and its units are gone',
      422: 'No order is known for it',
    },
  )
  async commit(
    @Param({ schema: idPath }) { id }: IdPath,
    @Body({ schema: commitRequest }) { order }: CommitRequest,
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<Reservation> {
    const { claim, now } = await this.changes.commit(id, order ?? null);
    return toReservation(claim, now);
  }

  @Delete(':id')
  @Access(['operator', 'claims'], 'reservation.release')
  @Answers('Give its units back', reservationSchema, {
    ...UNKNOWN,
    409: 'The authority has shown its order already, or never did',
  })
  async release(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<Reservation> {
    const { claim, now } = await this.changes.release(id);
    return toReservation(claim, now);
  }
}
