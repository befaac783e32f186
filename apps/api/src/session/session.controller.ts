import { Access } from '#access';
import { beginSession, endSession } from '#storage';
import { Body, Controller, Delete, Get, Header, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import { foreignPage } from '../access/access-problems.js';
import { Caller, type CallerIdentity } from '../access/caller.js';
import { Callers } from '../access/callers.js';
import { SESSION_COOKIE, shownBy, shownKey } from '../access/credential.js';
import { KnownCredentials } from '../access/known-credentials.js';
import { Answers, BAD_QUERY, BAD_REQUEST } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { cookieOptions } from './session-cookie.js';
import {
  sessionSchema,
  signInRequest,
  toSession,
  type SessionAnswer,
  type SignInRequest,
} from './session.schema.js';

const NOTHING = parameters({});

/** A browser's way in: the key is shown once, a cookie stands for it for at most twelve hours. */
@ApiTags('Access')
@Controller('v1/session')
export class SessionController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly callers: Callers,
    private readonly known: KnownCredentials,
  ) {}

  @Post()
  @Access('anyone', 'session.begin', 'in its transaction')
  @Header('Cache-Control', 'no-store')
  @Answers('Sign in with a key: sets a cookie that ends with the key', sessionSchema, {
    ...BAD_REQUEST,
    401: 'An unknown, expired or revoked key',
    403: 'No JSON: a form of a foreign page could have sent it',
    429: 'Too many wrong keys came from this address',
  })
  async begin(
    @Body({ schema: signInRequest }) { key }: SignInRequest,
    @Query({ schema: NOTHING }) _query: object,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionAnswer> {
    if (request.is('application/json') === false) throw foreignPage('a body of JSON');
    const caller = await this.callers.prove(shownKey(key.trim()), request);
    const { text, expiresAt } = await beginSession(this.dataSource, caller);
    response.cookie(SESSION_COOKIE, text, { ...cookieOptions(request), expires: expiresAt });
    return toSession({ ...caller, expiresAt });
  }

  @Get()
  @Access(['viewer', 'claims'])
  @Header('Cache-Control', 'no-store')
  @Answers('Who calls, what that may do, and until when', sessionSchema, BAD_QUERY)
  whoCalls(
    @Caller() caller: CallerIdentity,
    @Query({ schema: NOTHING }) _query: object,
  ): SessionAnswer {
    return toSession(caller);
  }

  @Delete()
  @Access(['viewer', 'claims'], 'session.end')
  @Answers('Sign out; a key that was shown instead stays as it is', sessionSchema, BAD_QUERY)
  async end(
    @Caller() caller: CallerIdentity,
    @Query({ schema: NOTHING }) _query: object,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionAnswer> {
    const shown = shownBy(request);
    if (shown.kind === 'session') {
      await endSession(this.dataSource.manager, shown.hash);
      this.known.readAnew();
    }
    response.clearCookie(SESSION_COOKIE, cookieOptions(request));
    return toSession(caller);
  }
}
