import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Dashboard, DESKTOP, PHONE } from '../../../../test/support/dashboard.js';

/** Each page, and something that it can only know from the server. */
const PAGES = [
  ['/', '2 critical alerts open', 'no heartbeat from wms'],
  ['/items', 'Items', '22007B'],
  ['/items?search=851', 'Items with “851”', '85123A / red'],
  ['/items/85123A%20%2F%20red', '85123A / red', 'sale 536313 line 1'],
  ['/channels', 'Channels', '212 of 240 listings would go to zero'],
  ['/sources', 'Sources', 'terminating connection due to administrator command'],
  ['/locations', 'Locations', 'Source down'],
  ['/reservations', 'Reservations', '2 of 3 units of 22007B could be had'],
  ['/parked', 'Parked', 'op "x" is none of c, u, d, r, t, m'],
  ['/alerts', 'Alerts', 'a change of pos has waited for items:4711'],
  ['/scorecards', 'Scorecards', '4 of 5 targets reached'],
  ['/policy', 'Policy', 'abc123abc123'],
  ['/nothing-here', 'No such page', 'Nothing is at this address'],
] as const;

const LOOKS = [
  { viewport: DESKTOP, colorScheme: 'light' },
  { viewport: DESKTOP, colorScheme: 'dark' },
  { viewport: PHONE, colorScheme: 'dark' },
  { viewport: PHONE, colorScheme: 'light' },
] as const;

const NARROWEST = { width: 360, height: 700 };
const PAINT_MS = 5_000;

describe('every page', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await Dashboard.open(inject('stack').statePostgres);
  });
  afterAll(() => dashboard?.close());

  it.each(PAGES)('%s', async (path, heading, known) => {
    const visit = await dashboard.visit(path);
    const { page } = visit;
    await page.getByText(known).first().waitFor();
    expect(await visit.heading()).toBe(heading);
    for (const { viewport, colorScheme } of LOOKS) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      expect({ colorScheme, viewport, barriers: await visit.barriers() }).toEqual({
        colorScheme,
        viewport,
        barriers: [],
      });
      expect(await visit.overflow()).toBe(0);
    }
    await page.setViewportSize(NARROWEST);
    expect(await visit.overflow()).toBe(0);
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });

  it('guesses the item that a mistyped address means', async () => {
    const visit = await dashboard.visit('/items/85123A%20%2F%20rod');
    await visit.page.getByRole('link', { name: '85123A / red' }).click();
    await visit.page.getByText('sale 536313 line 1').first().waitFor();
    expect(await visit.heading()).toBe('85123A / red');
    await visit.close();
  });

  it('puts no more rows into the page than are in sight, and reads on where one scrolls', async () => {
    const visit = await dashboard.visit('/items');
    const { page } = visit;
    await page.getByText('22007B').waitFor();
    await expect
      .poll(
        async () => {
          await page.mouse.wheel(0, 4_000);
          return page.getByText('24793D').count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    expect(await page.locator('tbody [role="row"]').count()).toBeLessThan(80);
    await visit.close();
  });

  it('shows bytes of others as text, never as markup', async () => {
    const visit = await dashboard.visit('/parked');
    await visit.page.getByText('Bytes', { exact: true }).click();
    expect(await visit.page.getByLabel('Value, text').innerText()).toContain('three <b>bold</b>');
    await visit.close();
  });

  it('paints soon', async () => {
    const visit = await dashboard.visit('/');
    await visit.page.locator('h1').waitFor();
    expect(await visit.firstPaint()).toBeLessThan(PAINT_MS);
    await visit.close();
  });
});
