import { POLICY, SETTINGS, type Policy, type Settings } from '#config';
import { ObservabilityModule } from '#observability';
import { StorageModule } from '#storage';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { configureHttp } from '../../apps/api/src/http/configure-http.js';
import { makeKey } from './keys.js';

/** The API on a port of its own. */
export interface ApiServer {
  readonly app: NestExpressApplication;
  readonly url: string;
  /** an admin's, shown by the two below */
  readonly key: string;
  /** the answer's status, media type and parsed body */
  get(path: string): Promise<ApiAnswer>;
  send(method: string, path: string, body?: unknown, idempotencyKey?: string): Promise<ApiAnswer>;
  close(): Promise<void>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly body: unknown;
  /** the body as it came */
  readonly text: string;
}

@Module({})
class ApiServerModule {}

@Module({})
class ValuesModule {}

/** @param settings what a test cares about; the API reads brokers and namespace */
export async function startApi(
  databaseUrl: string,
  policy: Policy,
  settings: Partial<Settings> = {},
): Promise<ApiServer> {
  const values: DynamicModule = {
    module: ValuesModule,
    global: true,
    providers: [
      { provide: POLICY, useValue: policy },
      {
        provide: SETTINGS,
        useValue: { kafkaBrokers: ['127.0.0.1:1'], namespace: '', ...settings },
      },
    ],
    exports: [POLICY, SETTINGS],
  };
  const root: DynamicModule = {
    module: ApiServerModule,
    imports: [
      values,
      ObservabilityModule,
      StorageModule.forRoot(databaseUrl, 'test api'),
      ApiModule,
    ],
  };
  const app = await NestFactory.create<NestExpressApplication>(root, {
    logger: false,
    forceCloseConnections: true,
  });
  configureHttp(app);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const key = await makeKey(app.get(DataSource));
  return {
    app,
    url,
    key,
    get: (path) => ask(`${url}${path}`, { headers: bearer(key) }),
    send: (method, path, body, idempotencyKey) =>
      ask(`${url}${path}`, requestOf(key, method, body, idempotencyKey)),
    close: () => app.close(),
  };
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

const requestOf = (
  key: string,
  method: string,
  body: unknown,
  idempotencyKey: string | undefined,
): RequestInit => ({
  method,
  headers: {
    ...bearer(key),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  },
  ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
});

export async function ask(url: string, init?: RequestInit): Promise<ApiAnswer> {
  const response = await fetch(url, init);
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  const text = await response.text();
  const body: unknown = type.endsWith('json') ? JSON.parse(text) : text;
  return { status: response.status, type, headers: response.headers, body, text };
}
