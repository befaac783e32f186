import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Dashboard, DESKTOP, PHONE, Visit } from '../../../../../test/support/dashboard.js';

const STATES = ['fresh', 'quiet', 'stale', 'closed', 'source-down', 'unverified'] as const;
const HOURS = Array.from({ length: 168 }, (_, hourOfWeek) => ({
  hourOfWeek,
  changesPerHour: hourOfWeek % 24 < 8 ? 0 : hourOfWeek % 19,
  thresholdSeconds: 600 + hourOfWeek,
}));
const LOCATIONS = STATES.map((state, place) => ({
  location: `store-${place}`,
  source: 'pos',
  name: `Store ${place}`,
  kind: 'store',
  items: 10,
  lastChangeAt: '2026-01-05T09:00:00.000Z',
  stale: false,
  staleness: { state, since: null, silentSeconds: 5, thresholdSeconds: 900 },
}));

/** The API of these tests judges no location yet, so that what it will say is given here. */
describe('locations that an API judges by their usual pace', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await Dashboard.open(inject('stack').statePostgres);
  });
  afterAll(() => dashboard?.close());

  it('shows each state in words, the worst first, and the usual week of one', async () => {
    const context = await dashboard.browser.newContext({ viewport: DESKTOP });
    const visit = new Visit(await context.newPage());
    const { page } = visit;
    await page.route('**/v1/locations', (route) =>
      route.fulfill({ json: { locations: LOCATIONS } }),
    );
    await page.route('**/hours', (route) => route.fulfill({ json: { hours: HOURS } }));
    await page.goto(`${dashboard.api.url}/locations`);
    await page.getByText('6 locations, 3 of them not to be trusted now').waitFor();
    const states = await page.locator('.table .pill').allInnerTexts();
    expect(states.slice(0, 3).toSorted()).toEqual(['Source down', 'Stale', 'Unverified']);
    expect(states.slice(3).toSorted()).toEqual(['Closed', 'Fresh', 'Quiet']);
    const monday = page.getByTitle('Mon 9:00, 9.0 changes an hour, stale after 10 min');
    expect(await monday.getAttribute('class')).toBe('heat-3');
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
