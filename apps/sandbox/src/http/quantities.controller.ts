import { Body, Controller, Get, Headers, Param, Put, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import type { Cost } from '../limit/call-limit.js';
import { Account } from '../market/account.js';
import { Marketplace, type PutAnswer } from '../market/marketplace.js';
import { badRequest, refuse, type Refusal } from './answers.js';
import { readRows } from './put-body.js';

const readQuery = z.object({
  sku: z
    .union([z.string(), z.array(z.string())])
    .transform((skus) => [skus].flat())
    .pipe(z.array(z.string()).max(500))
    .optional(),
  after: z.string().default(''),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
});

@Controller('v1/accounts/:account/quantities')
export class QuantitiesController {
  constructor(private readonly marketplace: Marketplace) {}

  @Put()
  async put(
    @Param('account') name: string,
    @Headers('authorization') authorization: string | undefined,
    @Body() body: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const account = this.marketplace.account(name);
    if (!account) return refuse(response, UNKNOWN_ACCOUNT);
    if (!account.admits(authorization ?? '')) {
      return this.turnAway(account, 'PUT', UNAUTHORIZED, response);
    }
    const rows = readRows(body, account.config.rowsPerCall);
    if (!Array.isArray(rows)) return this.turnAway(account, 'PUT', rows, response);
    answer(response, await this.marketplace.put(account, rows), account.config.tellsCost);
  }

  /** Reading is outside the limit: what is asked for by sku, or everything in pages. */
  @Get()
  async get(
    @Param('account') name: string,
    @Headers('authorization') authorization: string | undefined,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const account = this.marketplace.account(name);
    if (!account) return refuse(response, UNKNOWN_ACCOUNT);
    if (!account.admits(authorization ?? '')) {
      return this.turnAway(account, 'GET', UNAUTHORIZED, response);
    }
    const wanted = readQuery.safeParse(query);
    if (!wanted.success) {
      return this.turnAway(account, 'GET', badRequest(wanted.error), response);
    }
    const { sku, after, limit } = wanted.data;
    const items = sku ? account.catalog.get(sku) : account.catalog.page(after, limit);
    await this.marketplace.record({
      account: account.config.name,
      method: 'GET',
      status: 200,
      items: [],
    });
    const isLast = sku !== undefined || items.length < limit;
    response.json({ items, next: isLast ? null : items.at(-1)?.sku });
  }

  private async turnAway(
    { config: { name: account } }: Account,
    method: 'PUT' | 'GET',
    refusal: Refusal,
    response: Response,
  ): Promise<void> {
    await this.marketplace.record({ account, method, status: refusal.status, items: [] });
    refuse(response, refusal);
  }
}

const UNKNOWN_ACCOUNT: Refusal = {
  status: 404,
  code: 'unknown_account',
  message: 'the accounts are bazaar and emporium',
};

const UNAUTHORIZED: Refusal = {
  status: 401,
  code: 'unauthorized',
  message: 'Authorization must be "Bearer <the account\'s token>"',
};

function answer(response: Response, outcome: PutAnswer, tellsCost: boolean): void {
  switch (outcome.kind) {
    case 'done': {
      response.json({ results: outcome.results, ...told(outcome.cost, tellsCost) });
      return;
    }
    case 'throttled': {
      response.setHeader('Retry-After', Math.ceil(outcome.retryAfterMs / 1000).toString());
      response.setHeader('X-RateLimit-Reset-Ms', outcome.retryAfterMs.toString());
      const error = { code: 'throttled', message: `try again in ${outcome.retryAfterMs} ms` };
      response.status(429).json({ error, ...told(outcome.cost, tellsCost) });
      return;
    }
    case 'failed': {
      refuse(response, { status: 500, code: 'internal', message: 'a fault was switched on' });
      return;
    }
    case 'lost': {
      response.socket?.destroy();
    }
  }
}

const told = (cost: Cost, tellsCost: boolean) => (tellsCost ? { cost } : {});
