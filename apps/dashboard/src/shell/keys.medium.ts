import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Dashboard, PHONE, type Visit } from '../../../../test/support/dashboard.js';

describe('by keyboard', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await Dashboard.open(inject('stack').statePostgres);
  });
  afterAll(() => dashboard?.close());

  const overview = async (): Promise<Visit> => {
    const visit = await dashboard.visit('/');
    await visit.page.locator('h1').waitFor();
    return visit;
  };
  const focused = ({ page }: Visit): Promise<string> =>
    page.evaluate(() => document.activeElement?.id ?? '');
  const path = ({ page }: Visit): string => {
    const { pathname, search } = new URL(page.url());
    return pathname + search;
  };

  it('skips to the content first, and shows where it is', async () => {
    const visit = await overview();
    await visit.page.keyboard.press('Tab');
    const skip = visit.page.locator('.skip-link');
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect(await skip.evaluate((link) => getComputedStyle(link).outlineStyle)).toBe('solid');
    await visit.page.keyboard.press('Enter');
    expect(await focused(visit)).toBe('main');
    await visit.close();
  });

  it.each([
    ['i', '/items'],
    ['c', '/channels'],
    ['s', '/sources'],
    ['l', '/locations'],
    ['r', '/reservations'],
    ['p', '/parked'],
    ['a', '/alerts'],
    ['k', '/scorecards'],
    ['y', '/policy'],
  ])('g %s goes to %s, says where one is, and moves the focus there', async (key, expected) => {
    const visit = await overview();
    await visit.page.keyboard.press('g');
    await visit.page.keyboard.press(key);
    await visit.page.waitForURL(`**${expected}`);
    const current = visit.page.locator('nav [aria-current="page"]');
    expect(await current.getAttribute('href')).toBe(expected);
    expect(await focused(visit)).toBe('main');
    await visit.page.keyboard.press('g');
    await visit.page.keyboard.press('o');
    await visit.page.waitForURL(/\/$/);
    await visit.close();
  });

  it('finds an item: / , a part of its sku, Enter, and its page', async () => {
    const visit = await overview();
    await visit.page.keyboard.press('/');
    expect(await focused(visit)).toBe('search');
    await visit.page.keyboard.type('123a');
    await visit.page.keyboard.press('Enter');
    await visit.page.getByRole('link', { name: '85123A / red' }).click();
    await visit.page.getByText('Recomputed now: 46, the same.').waitFor();
    expect(path(visit)).toBe('/items/85123A%20%2F%20red');
    await visit.close();
  });

  it('types letters into a field as letters', async () => {
    const visit = await overview();
    await visit.page.keyboard.press('/');
    await visit.page.keyboard.type('gc?');
    expect(path(visit)).toBe('/');
    expect(await visit.page.locator('#search').inputValue()).toBe('gc?');
    expect(await visit.page.locator('dialog').count()).toBe(0);
    await visit.close();
  });

  it('? shows the keys, Escape closes them', async () => {
    const visit = await overview();
    await visit.page.keyboard.press('?');
    const sheet = visit.page.getByRole('dialog', { name: 'Keys' });
    await sheet.waitFor();
    expect(await sheet.innerText()).toContain('Reservations');
    expect(await visit.barriers()).toEqual([]);
    await visit.page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await visit.close();
  });

  it('keeps the colours that were chosen', async () => {
    const visit = await overview();
    const ground = () =>
      visit.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await visit.page.getByRole('button', { name: /^Colours/ }).click();
    await visit.page.getByRole('button', { name: /^Colours/ }).click();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await visit.page.reload();
    expect(await ground()).toBe(dark);
    await visit.close();
  });

  it('opens the menu on a phone, and closes it on the way', async () => {
    const visit = await dashboard.visit('/', { viewport: PHONE });
    const menu = visit.page.getByRole('button', { name: 'Menu' });
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    await menu.click();
    await visit.page.getByRole('link', { name: 'Sources' }).click();
    await visit.page.waitForURL('**/sources');
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    await visit.close();
  });
});
