import { Access } from '#access';
import { createKey, listKeys, revokeKey } from '#storage';
import { Body, Controller, Delete, Get, Header, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Caller, type CallerIdentity } from '../access/caller.js';
import { KnownCredentials } from '../access/known-credentials.js';
import { Answers, BAD_QUERY, BAD_REQUEST } from '../http/answers.js';
import { ProblemException } from '../http/problem.js';
import { parameters } from '../http/query.js';
import {
  keyPath,
  keyRequest,
  keySchema,
  keysSchema,
  madeKeySchema,
  toKey,
  type KeyAnswer,
  type KeyPath,
  type KeyRequest,
} from './key.schema.js';

const NOTHING = parameters({});

const authorOf = ({ name, keyId }: CallerIdentity) => ({
  actor: name,
  keyId,
  reason: 'over the API',
});

@ApiTags('Access')
@Controller('v1/keys')
export class KeysController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly known: KnownCredentials,
  ) {}

  @Get()
  @Access(['admin'])
  @Answers('Keys of the API, without what is secret of them', keysSchema, BAD_QUERY)
  async list(@Query({ schema: NOTHING }) _query: object): Promise<{ keys: KeyAnswer[] }> {
    return { keys: (await listKeys(this.dataSource.manager)).map(toKey) };
  }

  @Post()
  @Access(['admin'], 'key.create', 'in its transaction')
  @Header('Cache-Control', 'no-store')
  @Answers('Make a key; it is shown this once', madeKeySchema, BAD_REQUEST)
  async create(
    @Caller() caller: CallerIdentity,
    @Body({ schema: keyRequest }) request: KeyRequest,
    @Query({ schema: NOTHING }) _query: object,
  ): Promise<z.infer<typeof madeKeySchema>> {
    const { key, text } = await createKey(this.dataSource, request, authorOf(caller));
    return { ...toKey(key), key: text };
  }

  @Delete(':id')
  @Access(['admin'], 'key.revoke', 'in its transaction')
  @Answers('End a key and the sign-ins made with it, within 5 s in every process', keySchema, {
    ...BAD_REQUEST,
    404: 'Unknown key',
  })
  async revoke(
    @Caller() caller: CallerIdentity,
    @Param({ schema: keyPath }) { id }: KeyPath,
    @Query({ schema: NOTHING }) _query: object,
  ): Promise<KeyAnswer> {
    const key = await revokeKey(this.dataSource, id, authorOf(caller));
    this.known.readAnew();
    if (key) return toKey(key);
    throw new ProblemException(404, 'unknown_key', 'Unknown key', `There is no key ${id}.`);
  }
}
