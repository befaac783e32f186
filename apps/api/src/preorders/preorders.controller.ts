import { Access } from '#access';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, BAD_REQUEST } from '../http/answers.js';
import { parameters, plainText } from '../http/query.js';
import { PreorderDesk } from './preorder-desk.js';
import {
  preorderPath,
  preorderRequest,
  preorderSchema,
  type Preorder,
  type PreorderPath,
  type PreorderRequest,
} from './preorder.schema.js';
import { toPreorder } from './to-preorder.js';

const typeQuery = parameters({ type: plainText(60).default('sale') });
const UNKNOWN = { ...BAD_REQUEST, 404: 'The order was promised nothing' };

interface TypeQuery {
  readonly type: string;
}

@ApiTags('Preorders')
@Controller('v1/preorders')
export class PreordersController {
  constructor(private readonly desk: PreorderDesk) {}

  @Post()
  @Access(['operator', 'claims'], 'preorder.create')
  @Answers(
    'Promise an order what is on its way, all of it or nothing; sent again, the order gets the same dates',
    preorderSchema,
    {
      ...BAD_REQUEST,
      404: 'Unknown channel or item',
      409: 'Not enough on its way; or the order was promised something else before',
      422: 'The channel takes no orders ahead',
    },
  )
  async create(
    @Body({ schema: preorderRequest }) request: PreorderRequest,
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<Preorder> {
    return toPreorder(request, await this.desk.make(request));
  }

  @Get(':channel/:order')
  @Access(['viewer', 'claims'])
  @Answers('What an order was promised, and what of it has come', preorderSchema, UNKNOWN)
  async one(
    @Param({ schema: preorderPath }) { channel, order }: PreorderPath,
    @Query({ schema: typeQuery }) { type }: TypeQuery,
  ): Promise<Preorder> {
    const named = { channel, order: { type, id: order } };
    return toPreorder(named, await this.desk.read(named));
  }

  @Delete(':channel/:order')
  @Access(['operator', 'claims'], 'preorder.cancel')
  @Answers('Cancel what an order still waits for', preorderSchema, UNKNOWN)
  async cancel(
    @Param({ schema: preorderPath }) { channel, order }: PreorderPath,
    @Query({ schema: typeQuery }) { type }: TypeQuery,
  ): Promise<Preorder> {
    const named = { channel, order: { type, id: order } };
    return toPreorder(named, await this.desk.cancel(named));
  }
}
