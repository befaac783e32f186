import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Dashboard } from '../../../../../test/support/dashboard.js';
import { makeKey } from '../../../../../test/support/keys.js';

interface Control {
  readonly paused_because: string | null;
}

describe('what may be changed', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await Dashboard.open(inject('stack').statePostgres);
  });
  afterAll(() => dashboard?.close());

  it('pauses a channel for a reason, and resumes it', async () => {
    const { page, close } = await opened('/channels');
    await page.getByRole('button', { name: 'Pause: bazaar' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pause: bazaar' });
    const pause = dialog.getByRole('button', { name: 'Pause' });
    expect(await pause.getAttribute('title')).toBe('Say why first');
    await pause.click({ force: true });
    expect(await paused()).toBeNull();
    await dialog.getByLabel('Why?').fill('stock-take at Leeds');
    await pause.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('because: stock-take at Leeds').waitFor();
    expect(await paused()).toBe('stock-take at Leeds');
    await page.getByRole('button', { name: 'Resume: bazaar' }).click();
    await page.getByLabel('Why?').fill('it is over');
    await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause: bazaar' }).waitFor();
    expect(await paused()).toBeNull();
    await close();
  });

  it('lets held zeros go only after a word of warning', async () => {
    const { page, close } = await opened('/channels');
    await page.getByRole('button', { name: 'Let the zeros go: emporium' }).click();
    await page.getByText('212 listings go to zero: customers can buy none of them').waitFor();
    await page.getByLabel('Why?').fill('the warehouse burnt down');
    await page.getByRole('dialog').getByRole('button', { name: 'Let the zeros go' }).click();
    await page.getByText('Confirmed, and going out now').waitFor();
    const said = await dashboard.database.dataSource.query<object[]>(
      "SELECT actor, reason FROM operator_action WHERE subject = 'emporium'",
    );
    expect(said).toEqual([{ actor: 'dashboard', reason: 'the warehouse burnt down' }]);
    await close();
  });

  it('says that somebody has seen to an order', async () => {
    const { page, close } = await opened('/reservations');
    await page.getByRole('button', { name: 'Seen to: sale B-10397' }).click();
    await page.getByText('2 of 3 units of 22007B').waitFor({ state: 'detached' });
    const [row] = await dashboard.database.dataSource.query<{ resolved_at: Date | null }[]>(
      'SELECT resolved_at FROM claim_exception',
    );
    expect(row?.resolved_at).toBeInstanceOf(Date);
    await close();
  });

  it('lets who may only look press nothing, and says why', async () => {
    const key = await makeKey(dashboard.database.dataSource, 'viewer');
    const visit = await dashboard.visit('/channels', {}, key);
    const reason = 'Signed in as test viewer, who may look but change nothing (scope viewer).';
    await visit.page.getByText(reason).first().waitFor();
    const pause = visit.page.getByRole('button', { name: 'Pause: bazaar' });
    expect(await pause.getAttribute('aria-disabled')).toBe('true');
    expect(await pause.getAttribute('title')).toBe(reason);
    await pause.click({ force: true });
    expect(await visit.page.getByRole('dialog').count()).toBe(0);
    await visit.close();
  });

  it('asks for a key, refuses a wrong one, and lets in with a right one', async () => {
    const visit = await dashboard.visit('/', {}, null);
    const { page } = visit;
    await page.getByRole('heading', { name: 'Sign in to Shelfwire' }).waitFor();
    await page.getByText('.shelfwire/run/api-key').waitFor();
    expect(await visit.barriers()).toEqual([]);
    expect(await visit.overflow()).toBe(0);
    await page.getByLabel('API key').fill('no-key-of-ours');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('API key').fill(dashboard.api.key);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sources' }).waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');
    await visit.close();
  });

  const opened = async (path: string) => {
    const visit = await dashboard.visit(path);
    return { page: visit.page, close: () => visit.close() };
  };

  const paused = async (): Promise<string | null> => {
    const [row] = await dashboard.database.dataSource.query<Control[]>(
      "SELECT paused_because FROM channel_control WHERE channel = 'bazaar'",
    );
    return row?.paused_because ?? null;
  };
});
