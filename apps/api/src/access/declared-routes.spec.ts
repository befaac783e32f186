import 'reflect-metadata';
import { Access } from '#access';
import { Controller, Delete, Get, Module, Post, Sse, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EMPTY, type Observable } from 'rxjs';
import { expect, it } from 'vitest';
import { declaredRoutes, requireAccess } from './declared-routes.js';

@Controller('things')
class ThingsController {
  @Get(':id/parts/:part')
  @Access(['viewer'])
  read(): void {}

  @Sse('changes')
  @Access(['viewer', 'claims'])
  follow(): Observable<never> {
    return EMPTY;
  }

  @Post()
  @Access(['operator'], 'thing.make')
  make(): void {}

  notARoute(): void {}
}

@Controller()
class SilentController {
  @Get('secret')
  read(): void {}
}

@Controller('quiet')
class QuietController {
  @Delete()
  @Access(['admin'])
  remove(): void {}
}

@Module({ controllers: [ThingsController] })
class WholeModule {}

@Module({ imports: [WholeModule], controllers: [SilentController, QuietController] })
class SilentModule {}

const appOf = (module: typeof WholeModule): Promise<INestApplication> =>
  NestFactory.create(module, { logger: false });

it('finds every route of every module, with what it declares', async () => {
  const app = await appOf(WholeModule);
  expect(declaredRoutes(app)).toEqual([
    {
      method: 'get',
      path: '/things/{id}/parts/{part}',
      access: { scopes: ['viewer'], recordsItself: false },
    },
    {
      method: 'get',
      path: '/things/changes',
      access: { scopes: ['viewer', 'claims'], recordsItself: false },
    },
    {
      method: 'post',
      path: '/things',
      access: { scopes: ['operator'], action: 'thing.make', recordsItself: false },
    },
  ]);
  expect(() => requireAccess(declaredRoutes(app))).not.toThrow();
});

it('refuses a route that says nothing, and a write that does not say what it does', async () => {
  const app = await appOf(SilentModule);
  expect(() => requireAccess(declaredRoutes(app))).toThrow(
    'GET /secret, DELETE /quiet: expected @Access(scopes) on a route that reads, @Access(scopes, action) on one that writes',
  );
});
