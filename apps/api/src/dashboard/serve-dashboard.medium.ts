import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bearer, startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { ensureDashboard } from '../../../../tools/ensure-dashboard.mjs';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the dashboard at /', () => {
  let database: TestDatabase;
  let api: ApiServer;

  beforeAll(async () => {
    await ensureDashboard();
    database = await createTestDatabase(inject('stack').statePostgres, 'dashboard_files');
    api = await startApi(database.url, shopPolicy());
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  const visit = (path: string, more: Record<string, string> = {}) =>
    fetch(`${api.url}${path}`, { headers: { ...BROWSER, ...more } });

  it.each(['/', '/items/85123A%20%2F%20red', '/no-such-page'])(
    '%s: the page, under a policy without anything inline, asked for anew each time',
    async (path) => {
      const page = await visit(path);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<div id="root">');
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(page.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it('serves scripts and styles for good, by their content', async () => {
    const page = await (await visit('/')).text();
    const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
    expect(assets).toHaveLength(2);
    for (const path of assets) {
      const asset = await visit(path ?? '');
      expect(path).toMatch(/-[\w-]{8}\.(js|css)$/);
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  it.each(['/v1/nothing', '/v1', '/docs/nothing', '/assets/gone-12345678.js'])(
    '%s: no page, but a problem',
    async (path) => {
      const answer = await visit(path, bearer(api.key));
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    },
  );

  it('answers programs that mistype a path with a problem', async () => {
    expect(await api.get('/v2/items')).toMatchObject({
      status: 404,
      type: 'application/problem+json',
    });
  });

  it('leaves the documentation its own policy', async () => {
    const docs = await visit('/docs', bearer(api.key));
    expect(docs.status).toBe(200);
    expect(await docs.text()).toContain('Shelfwire API');
  });
});
