import { Access } from '#access';
import { readClaims } from '#storage';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { holdingSchema, type Holding } from './claim.schema.js';
import { holdingClaims } from './held.queries.js';
import { toReservation } from './to-reservation.js';

/** Of each kind: reservations that end, orders that wait. */
const MOST = 200;

@ApiTags('Reservations')
@Controller('v1/claims')
export class ClaimsController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Access(['viewer'])
  @Answers('Claims that hold units now', holdingSchema, BAD_QUERY)
  async list(@Query({ schema: parameters({}) }) _query: object): Promise<Holding> {
    const rows = await holdingClaims(this.dataSource.manager, MOST);
    const found = await readClaims(
      this.dataSource.manager,
      rows.map(({ id }) => id),
    );
    return {
      claims: rows.flatMap(({ id, now }) => {
        const claim = found.get(id);
        return claim ? [toReservation(claim, now)] : [];
      }),
    };
  }
}
