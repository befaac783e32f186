import { Body, Controller, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { faultOrder, FaultSwitches } from '../faults/fault-switches.js';
import { badRequest, refuse } from './answers.js';
import { parseJson } from './parse-json.js';

/** Breaks answers on purpose; part of the service only when the configuration says so. */
@Controller('v1/faults')
export class FaultsController {
  constructor(private readonly faults: FaultSwitches) {}

  @Post()
  order(@Body() body: unknown, @Res() response: Response): void {
    const order = faultOrder.safeParse(parseJson(String(body)));
    if (!order.success) return refuse(response, badRequest(order.error));
    this.faults.set(order.data);
    response.status(204).end();
  }
}
