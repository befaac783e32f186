import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Dashboard } from '../../../../../test/support/dashboard.js';
import { makeKey } from '../../../../../test/support/keys.js';

describe('what is decided about parked messages', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await Dashboard.open(inject('stack').statePostgres);
    await dashboard.database.dataSource.query(
      `INSERT INTO parked_message (stage, topic, partition, "offset", key, value, headers, code, reason, parked_at)
       SELECT stage, topic, partition, "offset" + n, '{"item_id":4}', value, headers, 'change.no_sku', reason, now()
       FROM parked_message, generate_series(1, 3) AS n`,
    );
  });
  afterAll(() => dashboard?.close());

  const states = async (): Promise<string> => {
    const rows = await dashboard.database.dataSource.query<{ code: string; state: string }[]>(
      'SELECT code, state FROM parked_message ORDER BY id',
    );
    return rows.map(({ code, state }) => `${code} ${state}`).join(', ');
  };

  it('narrows by code and key, and keeps that in the address', async () => {
    const { page, close } = await opened('/parked');
    await page.getByText('4 in all').waitFor();
    await page.getByLabel('Code').selectOption('change.no_sku');
    await page.getByText('All that match:').waitFor();
    await expect.poll(() => page.getByRole('checkbox').count()).toBe(3);
    await page.getByLabel('Key has in it').fill('"item_id":17');
    await page.getByText('No message matches').waitFor();
    expect(new URL(page.url()).searchParams.get('code')).toBe('change.no_sku');
    await close();
  });

  it('discards the chosen ones, then redrives all that match', async () => {
    const { page, close } = await opened('/parked?code=change.no_sku');
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Discard: 1 chosen message' }).click();
    await done(page, 'Discard', 'a test row');
    await expect.poll(() => page.getByRole('checkbox').count()).toBe(2);
    await page.getByRole('button', { name: 'Redrive: all that match' }).click();
    await done(page, 'Redrive', 'the pack is mended');
    await page.getByText('Being tried again').first().waitFor();
    expect(await states()).toBe(
      'change.no_sku redriving, change.no_sku redriving, change.no_sku discarded, change.unknown_op parked',
    );
    await close();
  });

  it('lets who may only look press nothing', async () => {
    const key = await makeKey(dashboard.database.dataSource, 'viewer');
    const { page, close } = await opened('/parked', key);
    const discard = page.getByRole('button', { name: 'Discard: message 17' });
    await discard.waitFor();
    expect(await discard.getAttribute('aria-disabled')).toBe('true');
    await discard.click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await close();
  });

  type Opened = Awaited<ReturnType<typeof opened>>['page'];

  const done = async (page: Opened, verb: string, reason: string) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why?').fill(reason);
    await dialog.getByRole('button', { name: verb, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  const opened = async (path: string, key?: string) => {
    const visit = await dashboard.visit(path, {}, key);
    return { page: visit.page, close: () => visit.close() };
  };
});
