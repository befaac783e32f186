import { expect, it } from 'vitest';
import { Health } from './health.js';

it('is ok when every check passes, and tells what fails', async () => {
  const health = new Health();
  health.register('database', async () => undefined);
  expect(await health.report()).toEqual({
    status: 'ok',
    checks: { database: { ok: true, detail: null } },
  });
  health.register('kafka', () => Promise.reject(new Error('no answer')));
  expect(await health.report()).toMatchObject({
    status: 'failing',
    checks: { database: { ok: true }, kafka: { ok: false, detail: 'no answer' } },
  });
});
