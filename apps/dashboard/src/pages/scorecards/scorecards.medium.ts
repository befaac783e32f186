import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Dashboard } from '../../../../../test/support/dashboard.js';

const monthsAgo = (months: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1))
    .toISOString()
    .slice(0, 7);
};

describe('the scorecards', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await Dashboard.open(inject('stack').statePostgres);
  });
  afterAll(() => dashboard?.close());

  it('judge a month, compare its channels and locations, and lead to the files', async () => {
    const visit = await dashboard.visit('/scorecards');
    const { page } = visit;
    await page.getByText('4 of 5 targets reached').waitFor();
    expect(await page.locator('.table .pill').allInnerTexts()).toEqual([
      'Reached',
      'Reached',
      'Reached',
      'Missed',
      'Reached',
    ]);
    const channels = page.getByRole('table', { name: 'KPIs of bazaar, emporium' });
    expect(await channels.getByRole('row', { name: /Orders oversold/ }).innerText()).toMatch(
      /1\.43 %\s+3\.33 %/,
    );
    await page.getByText('no facts, announce purchase orders').first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'PDF' }).click();
    expect((await download).suggestedFilename()).toBe(`scorecard-${monthsAgo(0)}.pdf`);
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });

  it('say that nothing is known of a month without facts, and what is wrong when there is no answer', async () => {
    const visit = await dashboard.visit('/scorecards');
    const { page } = visit;
    await page.getByText('4 of 5 targets reached').waitFor();
    await page.getByLabel('Month').selectOption(monthsAgo(5));
    await page.getByText('are known').waitFor();
    expect(await visit.barriers()).toEqual([]);
    await page.route('**/v1/scorecards/**', (route) => route.abort());
    await page.getByLabel('Month').selectOption(monthsAgo(6));
    await page.getByText('The scorecard cannot be shown').waitFor();
    await visit.close();
  });
});
