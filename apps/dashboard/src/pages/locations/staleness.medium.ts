import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Dashboard, PHONE } from '../../../../../test/support/dashboard.js';
import { insertRows } from '../../../../../test/support/rows.js';
import { ago } from '../../../../../test/support/watched-shop.js';

/** Busy from eight to six, most at noon. */
const USUAL = Array.from({ length: 168 }, (_, hourOfWeek) => {
  const hour = hourOfWeek % 24;
  return hour < 8 || hour >= 18 ? 0 : 30 - 3 * Math.abs(12 - hour);
});

describe('locations that are judged by what is usual there', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await Dashboard.open(inject('stack').statePostgres);
    const state = (location: string, source: string, name: string) => ({
      location,
      source,
      state: name,
      since: ago(600),
      stale_since: name === 'stale' ? ago(600) : null,
      last_change_at: ago(4_000),
      silent_seconds: 4_000,
      threshold_seconds: 3_600,
      looked_at: ago(1),
    });
    const { dataSource } = dashboard.database;
    await insertRows(dataSource, 'location_state', [
      state('leeds', 'pos', 'stale'),
      state('depot', 'wms', 'quiet'),
    ]);
    await insertRows(dataSource, 'location_usual', [
      {
        location: 'leeds',
        source: 'pos',
        per_hour: USUAL,
        hours: 280,
        unlikely_gap: 15,
        learnt_at: ago(3_600),
      },
    ]);
  });
  afterAll(() => dashboard?.close());

  it('shows each state in words, the worst first, and the usual week of one', async () => {
    const visit = await dashboard.visit('/locations');
    const { page } = visit;
    await page.getByText('2 locations, 1 of them not to be trusted now').waitFor();
    expect(await page.locator('.table .pill').allInnerTexts()).toEqual(['Stale', 'Quiet']);
    await page.getByLabel('Location').selectOption('leeds');
    const monday = page.getByTitle('Mon 12:00, 30.0 active minutes, stale after 30 min');
    await monday.waitFor();
    expect(await monday.getAttribute('class')).toBe('heat-5');
    await page.getByLabel('Location').selectOption('depot');
    await page.getByText('Nothing is known of its week yet').waitFor();
    await page.getByLabel('Location').selectOption('leeds');
    await monday.waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await visit.barriers()).toEqual([]);
    }
    await page.setViewportSize(PHONE);
    expect(await visit.overflow()).toBe(0);
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });
});
