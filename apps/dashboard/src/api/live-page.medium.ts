import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Dashboard } from '../../../../test/support/dashboard.js';
import { openGate, type Gate } from '../../../../test/support/gate.js';
import { insertRows } from '../../../../test/support/rows.js';
import { ago } from '../../../../test/support/watched-shop.js';

describe('a page that stays open', () => {
  let dashboard: Dashboard;
  let gate: Gate;

  beforeAll(async () => {
    const { statePostgres } = inject('stack');
    gate = await openGate(statePostgres.port);
    dashboard = await Dashboard.open(statePostgres, (direct) => {
      const url = new URL(direct);
      url.port = String(gate.port);
      return url.href;
    });
  });
  afterAll(async () => {
    await dashboard?.close();
    await gate?.close();
  });

  it('shows an alert within seconds, by itself', async () => {
    const { page, close } = await opened('/');
    await page.getByText('Live', { exact: true }).waitFor();
    const [summary, severity] = ['3 changes of pos are late', 'critical'];
    const alert = { kind: 'connector_down', subject: 'cdc.pos', severity, summary };
    await insertRows(dashboard.database.dataSource, 'alert', [{ ...alert, since: ago(1) }]);
    await page.getByText(summary).waitFor();
    expect(await page.locator('h1').textContent()).toBe('3 critical alerts open');
    await close();
  });

  it('reads what is on screen anew when the status changes', async () => {
    const { page, close } = await opened('/parked');
    await page.getByRole('heading', { name: 'change.unknown_op' }).waitFor();
    await insertRows(dashboard.database.dataSource, 'parked_message', [
      {
        id: 18,
        stage: 'normalizer',
        topic: 'cdc.pos.ospos.items',
        partition: 0,
        offset: 1,
        headers: {},
        code: 'json.malformed',
        reason: 'cut off after 12 bytes',
        parked_at: ago(1),
        state: 'parked',
        attempts: 1,
        last_parked_at: ago(1),
      },
    ]);
    await page.getByText('cut off after 12 bytes').waitFor();
    expect(await page.getByRole('heading', { name: 'change.unknown_op' }).isVisible()).toBe(true);
    await close();
  });

  it("says so when the server's database is away, and keeps what was known", async () => {
    const { page, close } = await opened('/');
    await page.getByText('Live', { exact: true }).waitFor();
    await gate.close();
    await page.getByText("Shelfwire's database does not answer").waitFor();
    await page.getByText(/Showing what was true at \d\d:\d\d:\d\d\./).waitFor();
    expect(await page.getByText('bazaar').first().isVisible()).toBe(true);
    await gate.open();
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await page.getByText(/Showing what was true/).count()).toBe(0);
    await close();
  });

  it('says so when the server is not heard for 20 s, and when it can be heard again', async () => {
    const visit = await dashboard.visit('/docs-json');
    const { page } = visit;
    await page.clock.install();
    await page.goto(`${dashboard.api.url}/`);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.context().setOffline(true);
    await page.clock.fastForward(19_000);
    expect(await page.getByText('No news from the server').count()).toBe(0);
    await page.clock.fastForward(4_000);
    await page.getByText(/No news from the server for 2\d s\./).waitFor();
    await page.getByText(/Showing what was true at/).waitFor();
    await page.context().setOffline(false);
    await page.clock.fastForward(12_000);
    await page.getByText('Live', { exact: true }).waitFor();
    await visit.close();
  });

  const opened = async (path: string) => {
    const visit = await dashboard.visit(path);
    return { page: visit.page, close: () => visit.close() };
  };
});
