import { SETTINGS, type Settings } from '#config';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  fieldsOf,
  handlers,
  nameOf,
  servedRoutes,
  type Fields,
  type Handled,
  type JsonSchema,
} from '../../../../test/support/api-routes.js';
import { claimPolicy, ClaimShop, one } from '../../../../test/support/claims.js';

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly description: string }>>;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

describe('the OpenAPI document', () => {
  let shop: ClaimShop;
  let document: OpenApi;
  let operations: ReadonlyMap<string, Operation>;
  let handled: ReadonlyMap<string, Handled>;

  beforeAll(async () => {
    shop = await ClaimShop.open(inject('stack').statePostgres, claimPolicy());
    await shop.stock({ A: { depot: 5 } });
    document = (await shop.api.get('/docs-json')).body as OpenApi;
    operations = new Map(
      Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => [nameOf(method, path), operation]),
      ),
    );
    handled = handlers(shop.api.app);
  });
  afterAll(() => shop?.close());

  const resolved = (schema: JsonSchema | undefined): JsonSchema => {
    const name = schema?.$ref?.split('/').at(-1);
    return name === undefined ? (schema ?? {}) : resolved(document.components.schemas[name]);
  };
  const bodyOf = ({ content = {} }: Content, type = 'application/json'): JsonSchema =>
    resolved(content[type]?.schema);
  const PROBLEM = 'application/problem+json';
  const parametersOf = ({ parameters = [] }: Operation, place: string): Fields => {
    const there = parameters.filter((parameter) => parameter.in === place);
    const required = there.filter((parameter) => parameter.required === true);
    const names = (some: typeof there) => some.map(({ name }) => name).toSorted();
    return { all: names(there), required: names(required) };
  };
  const NONE: Fields = { all: [], required: [] };

  it('names every route that the server answers, and no other', () => {
    const documented = [...operations.keys()].filter((route) => route.includes(' /v1/'));
    expect(documented.toSorted()).toEqual(servedRoutes(shop.api.app).toSorted());
    expect(documented).toEqual(expect.arrayContaining(['POST /v1/orders', 'GET /v1/items/{sku}']));
    expect(documented.every((route) => handled.has(route))).toBe(true);
  });

  it('asks for what the handlers check: bodies, queries, paths', () => {
    for (const [route, { arguments: given }] of handled) {
      const operation = operations.get(route);
      if (!operation || !route.includes(' /v1/')) continue;
      const asked = {
        body: operation.requestBody ? fieldsOf(bodyOf(operation.requestBody)) : NONE,
        query: parametersOf(operation, 'query').all,
        param: parametersOf(operation, 'path').all,
      };
      expect({ route, ...asked }).toEqual({
        route,
        body: given.body ?? NONE,
        query: given.query?.all ?? [],
        param: given.param?.all ?? [],
      });
    }
  });

  it('tells what the handlers answer, with which status, and every problem', () => {
    const answering = [...handled].filter(([route]) => route.includes(' /v1/'));
    const told = answering.map(([route, { status }]) => {
      const { responses = {}, summary = '' } = operations.get(route) ?? {};
      return {
        route,
        isSummed: summary !== '',
        answer: fieldsOf(bodyOf(responses[status] ?? {})),
        problems: Object.entries(responses)
          .filter(([code]) => Number(code) >= 400)
          .map(([code, response]) => [code, fieldsOf(bodyOf(response, PROBLEM)).required]),
      };
    });
    const required = fieldsOf(resolved({ $ref: '#/Problem' })).required;
    expect(required).toEqual(['detail', 'instance', 'status', 'title', 'type']);
    for (const [index, [route, { answer }]] of answering.entries()) {
      const one = told[index];
      expect({ route, isSummed: one?.isSummed }).toEqual({ route, isSummed: true });
      expect({ route, answer: answer ?? one?.answer }).toEqual({ route, answer: one?.answer });
      expect({ route, isEmpty: one?.answer.all.length === 0 }).toEqual({ route, isEmpty: false });
      const problems = Object.fromEntries(one?.problems ?? []) as Record<string, string[]>;
      expect({ route, ...problems }).toMatchObject({ route, 400: required, 503: required });
    }
  });

  it('fits the answers that are written by hand', async () => {
    for (const path of ['reservations', 'orders']) {
      const answer = await shop.post(path, { ...one(1), order: { id: path } });
      const operation = operations.get(`POST /v1/${path}`);
      const schema = bodyOf(operation?.responses[201] ?? {});
      expect(Object.keys(answer.body as object).toSorted()).toEqual(fieldsOf(schema).all);
      expect(parametersOf(operation!, 'header')).toEqual({
        all: ['Idempotency-Key'],
        required: ['Idempotency-Key'],
      });
      const refused = await shop.post(path, { ...one(99), order: { id: `${path}-2` } });
      expect(Object.keys(operation?.responses ?? {})).toContain(String(refused.status));
      const problem = fieldsOf(bodyOf(operation?.responses[409] ?? {}, PROBLEM)).all;
      expect(problem).toEqual(expect.arrayContaining(Object.keys(refused.body as object)));
    }
  });

  it('has a sister that tells of the topics, by the names that this installation gives them', async () => {
    const { namespace } = shop.api.app.get<Settings>(SETTINGS);
    const { status, body } = await shop.api.get('/docs-asyncapi');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      asyncapi: '3.0.0',
      channels: { availability: { address: `${namespace}availability.v1` } },
    });
  });
});
