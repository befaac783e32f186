import { POLICY, SETTINGS, type Policy, type Settings } from '#config';
import { ObservabilityModule } from '#observability';
import { StorageModule } from '#storage';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { configureHttp } from '../../apps/api/src/http/configure-http.js';

/** The API on a port of its own. */
export interface ApiServer {
  readonly app: NestExpressApplication;
  readonly url: string;
  /** the answer's status, media type and parsed body */
  get(path: string): Promise<ApiAnswer>;
  send(method: string, path: string, body?: unknown, key?: string): Promise<ApiAnswer>;
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
  return {
    app,
    url,
    get: (path) => ask(`${url}${path}`),
    send: (method, path, body, key) => ask(`${url}${path}`, requestOf(method, body, key)),
    close: () => app.close(),
  };
}

const requestOf = (method: string, body: unknown, key: string | undefined): RequestInit => ({
  method,
  headers: {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  },
  ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
});

async function ask(url: string, init?: RequestInit): Promise<ApiAnswer> {
  const response = await fetch(url, init);
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  const text = await response.text();
  const body: unknown = type.endsWith('json') ? JSON.parse(text) : text;
  return { status: response.status, type, headers: response.headers, body, text };
}
