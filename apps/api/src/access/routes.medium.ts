import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { everyRoute } from '../../../../test/support/api-routes.js';
import { bearer, startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { FromAddress, type Called } from '../../../../test/support/from-address.js';
import { makeKey, uselessKeys } from '../../../../test/support/keys.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { SCOPES, type Scope } from '#access';
import { DOCUMENT_PATHS } from '../http/openapi.js';
import { typeOf } from '../http/problem.js';

const OPEN = ['GET /health', 'POST /v1/session'];
/** What a shop system needs that only claims: nothing else is open to it. */
const OF_CLAIMS = /^\/(v1\/(reservations|orders|preorders|availability|session))(\/|$)/;
/** Keys, and policies that somebody uploads, which name files and places of secrets. */
const OF_ADMINS = /^\/v1\/(keys|policy\/plan)(\/|$)/;

/** Who may call a route, by its name alone: said once more, apart from what the routes declare. */
function mayCall(route: string): readonly Scope[] {
  const [method = '', path = ''] = route.split(' ');
  const claims: Scope[] = OF_CLAIMS.test(path) ? ['claims'] : [];
  if (OF_ADMINS.test(path)) return ['admin'];
  if (method === 'GET' || path === '/v1/session') return ['viewer', 'operator', 'admin', ...claims];
  return ['operator', 'admin', ...claims];
}

const PROBLEMS: Readonly<Record<string, string>> = {
  none: 'key_missing',
  malformed: 'key_wrong',
  unknown: 'key_wrong',
  wrong: 'key_wrong',
  expired: 'key_expired',
  revoked: 'key_revoked',
};

describe('every route', () => {
  let database: TestDatabase;
  let api: ApiServer;
  let routes: readonly string[];
  const keys: Record<string, string> = {};

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'routes');
    api = await startApi(database.url, shopPolicy());
    routes = everyRoute(api.app);
    Object.assign(keys, await uselessKeys(database.dataSource));
    for (const scope of SCOPES) keys[scope] = await makeKey(database.dataSource, scope);
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  /** Each route from an address of its own: wrong keys are counted by it. */
  async function callEach(
    call: (client: FromAddress, route: string) => Promise<void>,
  ): Promise<void> {
    for (const [index, route] of routes.entries()) {
      const client = new FromAddress(`127.8.${Math.floor(index / 200)}.${(index % 200) + 1}`);
      try {
        await call(client, route);
      } finally {
        await client.close();
      }
    }
  }

  const callWith = (client: FromAddress, route: string, key?: string): Promise<Called> => {
    const [method = '', path = ''] = route.split(' ');
    return client.call(`${api.url}${path.replace(/\{\w+\}/g, 'nothing')}`, {
      method,
      headers: key === undefined ? {} : bearer(key),
    });
  };

  it('is read from the running server, documents and metrics among them', () => {
    expect(routes).toEqual(expect.arrayContaining([...OPEN, 'GET /metrics', 'GET /v1/status']));
    for (const path of DOCUMENT_PATHS) expect(routes).toContain(`GET ${path}`);
    expect(routes.length).toBeGreaterThan(30);
  });

  it('answers 401 and says why without a key that works, but for health and signing in', async () => {
    await callEach(async (client, route) => {
      for (const [kind, code] of Object.entries(PROBLEMS)) {
        const { status, headers, body } = await callWith(client, route, keys[kind]);
        const isOpen = OPEN.includes(route);
        expect({ route, kind, refused: status === 401 }).toEqual({ route, kind, refused: !isOpen });
        const refusal = isOpen
          ? undefined
          : { type: headers['content-type'], challenge: headers['www-authenticate'], body };
        const expected = {
          type: expect.stringContaining('application/problem+json') as string,
          challenge: 'Bearer realm="shelfwire"',
          body: expect.objectContaining({ status: 401, type: typeOf(code) }) as object,
        };
        expect({ route, kind, refusal }).toEqual({
          route,
          kind,
          refusal: isOpen ? undefined : expected,
        });
      }
    });
  });

  it('lets in the scopes that it is for, and answers 403 to every other one', async () => {
    await callEach(async (client, route) => {
      const allowed = OPEN.includes(route) ? SCOPES : mayCall(route);
      for (const scope of SCOPES) {
        const { status, headers, body } = await callWith(client, route, keys[scope]);
        const isIn = status !== 401 && status !== 403 && status !== 429;
        expect({ route, scope, isIn }).toEqual({ route, scope, isIn: allowed.includes(scope) });
        const type = headers['content-type'];
        const refusal = isIn ? undefined : { status, type, body };
        const expected = {
          status: 403,
          type: expect.stringContaining('application/problem+json') as string,
          body: expect.objectContaining({ type: typeOf('scope_missing') }) as object,
        };
        expect({ route, scope, refusal }).toEqual({
          route,
          scope,
          refusal: isIn ? undefined : expected,
        });
      }
    });
  });

  it('is described in OpenAPI with its key and its scopes', async () => {
    const { paths, components } = (await api.get('/docs-json')).body as {
      paths: Record<string, Record<string, object>>;
      components: { securitySchemes: object };
    };
    expect(components.securitySchemes).toEqual({
      key: { type: 'http', scheme: 'bearer', description: 'an API key' },
      session: { type: 'apiKey', in: 'cookie', name: 'shelfwire_session' },
    });
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    ) as [string, { security?: unknown; responses: object; 'x-shelfwire-scopes'?: string[] }][];
    expect(described.length).toBeGreaterThan(30);
    for (const [route, { security, responses, 'x-shelfwire-scopes': scopes }] of described) {
      const isOpen = OPEN.includes(route);
      expect({ route, security }).toEqual({
        route,
        security: isOpen ? [] : [{ key: [] }, { session: [] }],
      });
      expect({ route, scopes }).toEqual({ route, scopes: isOpen ? undefined : mayCall(route) });
      const refusals = Object.keys(responses).filter((code) => ['401', '403'].includes(code));
      expect({ route, refusals }).toEqual({
        route,
        refusals: route === 'GET /health' ? [] : ['401', '403'],
      });
    }
  });
});
