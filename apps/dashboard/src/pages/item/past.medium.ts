import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Dashboard } from '../../../../../test/support/dashboard.js';

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open(inject('stack').statePostgres);
});
afterAll(() => dashboard?.close());

it('leads from a change to its way, to the item as it was then, and back', async () => {
  const visit = await dashboard.visit('/items/85123A%20%2F%20red');
  const { page } = visit;
  const second = page.getByRole('listitem').filter({ hasText: 'sale 536312 line 1' }).first();
  await second.locator('summary').click();
  await second.getByRole('button', { name: 'Show its way to the channels' }).click();
  const way = second.getByRole('list', { name: 'Its way to the channels' });
  await way.getByText('normalised').waitFor();
  expect(await way.innerText()).toMatch(/applied .*0\.3 s later/);
  await second.getByRole('link', { name: 'The item as it was then' }).click();
  await page.getByText(/^As it was on /).waitFor();
  expect(new URL(page.url()).searchParams.get('at')).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(await page.getByText('sale 536313 line 1').count()).toBe(0);
  expect(await visit.barriers()).toEqual([]);
  await page.getByRole('link', { name: 'Back to now' }).click();
  await page.getByText('sale 536313 line 1').first().waitFor();
  expect(visit.complaints).toEqual([]);
  await visit.close();
});

it('says that there was no number at a moment, and leads back', async () => {
  const visit = await dashboard.visit('/items/85123A%20%2F%20red?at=2020-01-01T00:00:00Z');
  await visit.page.getByText('No number then').waitFor();
  await visit.page.getByText(/the ledger first tells of it at/).waitFor();
  await visit.page.getByRole('link', { name: '85123A / red' }).click();
  await visit.page.getByText('sale 536313 line 1').first().waitFor();
  await visit.close();
});
