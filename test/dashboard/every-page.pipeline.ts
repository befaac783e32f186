import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DESKTOP, PHONE, type Visit } from '../support/dashboard.js';
import { driveShop, type DrivenShop } from './driven-shop.js';
import { Keyboard } from './keyboard.js';
import { takePictures } from './pictures.js';

const NARROWEST = { width: 360, height: 700 };
const PAINT_MS = 1_000;
const TABLE = 'ospos_item_quantities';
const TORN = '{"op":"u","after":{"item_';
/** As Debezium would say it, at a place in the log before all others: it changes nothing. */
const MENDED = JSON.stringify({
  op: 'u',
  after: { item_id: 1, location_id: 1, quantity: '5.000' },
  source: { connector: 'mariadb', ts_ms: 1_767_225_600_000, file: 'binlog.000001', pos: 1, row: 0 },
  transaction: { id: '0-1-1', total_order: 1 },
});

/** The key of each page, its heading, and something that only the running shop can have told. */
const PAGES = [
  ['o', /./, 'Last heartbeat'],
  ['i', 'Items', '10002'],
  ['c', 'Channels', 'of 20 calls'],
  ['s', 'Sources', 'Connector'],
  ['l', 'Locations', 'store-london'],
  ['r', 'Reservations', 'claim'],
  ['p', 'Parked', '1 in all'],
  ['a', 'Alerts', 'parks messages as json.malformed'],
  ['k', 'Scorecards', /Event lag, median|Facts are added up every few minutes/],
  ['y', 'Policy', 'store-leeds'],
] as const;

describe('every page, on the real stack and by keyboard alone', () => {
  let shop: DrivenShop;
  let visit: Visit;
  let keys: Keyboard;

  beforeAll(async () => {
    shop = await driveShop(inject('stack'));
    await shop.sendFromTill(TABLE, '{"item_id":1,"location_id":1}', TORN);
    visit = await shop.visit('/');
    keys = new Keyboard(visit.page);
    await keys.tabTo('API key');
    await keys.type(shop.shelfwire.apiKey);
    await keys.press('Enter');
    await visit.page.locator('#sources').waitFor();
    await visit.page.getByText('parks messages as json.malformed').waitFor({ timeout: 120_000 });
  }, 240_000);
  afterAll(async () => {
    if (process.env['SHELFWIRE_PICTURES'] === '1')
      await takePictures(visit.page, shop.shelfwire.apiUrl);
    await shop?.close();
  }, 60_000);

  const actions = async (action: string) =>
    shop.query<{ subject: string; reason: string; outcome: string }>(
      `SELECT subject, reason, outcome FROM operator_action WHERE action = '${action}' AND actor = 'dashboard'`,
    );

  it.each(PAGES)('g %s: %s', async (key, heading, known) => {
    const { page } = visit;
    await keys.goTo(key, heading);
    await page.locator('main').getByText(known).first().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect({ colorScheme, barriers: await visit.barriers() }).toEqual({
        colorScheme,
        barriers: [],
      });
    }
    await page.setViewportSize(NARROWEST);
    expect(await visit.overflow()).toBe(0);
    await page.setViewportSize(DESKTOP);
  });

  it('finds an item by the search, and says why a channel shows its number', async () => {
    await keys.press('/');
    await keys.type('85123A');
    await keys.press('Enter');
    await visit.page.getByRole('link', { name: '85123A', exact: true }).waitFor();
    await keys.use('85123A');
    await visit.page.getByRole('heading', { level: 1, name: '85123A', exact: true }).waitFor();
    await visit.page.getByText('store-london').first().waitFor();
    expect(await visit.barriers()).toEqual([]);
  });

  it('shows the usual week that was learnt of a store', async () => {
    await keys.goTo('l', 'Locations');
    await visit.page.getByTitle(/^Mon 13:00, \d+\.\d active minutes/).waitFor();
    expect(await visit.page.locator('.heat-5').count()).toBeGreaterThan(0);
  });

  it('silences an alert for a while', async () => {
    await keys.goTo('a', 'Alerts');
    await keys.use('Silence: parked growing');
    await keys.sayWhy('it was sent on purpose', 'Silence');
    await visit.page.getByText('Silenced by dashboard: it was sent on purpose').waitFor();
    expect(await actions('alert.silence')).toMatchObject([{ outcome: 'done' }]);
  });

  it('edits a parked message and has it tried again, until it is no longer parked', async () => {
    const { page } = visit;
    await keys.goTo('p', 'Parked');
    await keys.use('Edit: message');
    await keys.tabTo('Value, as JSON');
    await keys.press('Control+a');
    await keys.type(MENDED);
    await page.getByText('It is a JSON object.').waitFor();
    await keys.sayWhy('torn in transit', 'Edit');
    await page.getByText('Edited', { exact: true }).waitFor();
    await keys.use('Redrive: message');
    await keys.sayWhy('mended', 'Redrive');
    await page.getByText('Nothing is parked').waitFor();
    expect(await actions('parked.redrive')).toMatchObject([{ reason: 'mended' }]);
  });

  it('restarts a task, and reads a table again until the stages are through with it', async () => {
    const { page } = visit;
    await keys.goTo('s', 'Sources');
    await keys.use('Connector and tasks now');
    await page.getByText('Task 0').waitFor();
    await keys.use('Restart: pos, task 0');
    await keys.sayWhy('to see it come back', 'Restart');
    expect(await actions('connector.restart')).toMatchObject([{ outcome: 'done' }]);
    await keys.use('Read again: pos');
    await keys.use('ospos_stock_locations', 'Space');
    await keys.sayWhy('to see how far it is', 'Read again');
    await page.getByText('to see how far it is').waitFor();
    await expect
      .poll(async () => (await shop.query<{ state: string }>('SELECT state FROM backfill'))[0], {
        timeout: 60_000,
      })
      .toEqual({ state: 'done' });
    await page.locator('.pill', { hasText: /^done$/ }).waitFor({ timeout: 15_000 });
  });

  it('plans another policy, and says what it would lose', async () => {
    const { page } = visit;
    const own = readFileSync('shelfwire.yaml', 'utf8');
    const plan = async (text: string) => {
      await keys.tabTo('Another shelfwire.yaml');
      await keys.press('Control+a');
      await page.keyboard.insertText(text);
      await keys.use('Show the plan');
    };
    await keys.goTo('y', 'Policy');
    await plan(own);
    await page.getByText('Nothing would change').waitFor();
    await plan(own.replace('buffer: 1', 'bufer: 1'));
    await page.getByText('Hint: did you mean "buffer"?').waitFor();
    await plan(`${own}\n# \${env:HOME}\n`);
    await page.getByText("a placeholder that the server's own policy file has").waitFor();
    await plan(own.replace('account: emporium', 'account: bazaar-two'));
    await page.getByText('npx shelfwire apply --approve channel/emporium').first().waitFor();
    await page.getByText(/Loses: \d+ listings keep the number/).waitFor();
    expect(await visit.barriers()).toEqual([]);
  });

  it('paints within a second', async () => {
    const paint = async () => {
      const another = await shop.visit('/', { viewport: PHONE });
      await another.page.locator('h1').waitFor();
      const painted = await another.firstPaint();
      await another.close();
      return painted;
    };
    // other programs may share the processor: one of several visits counts
    await expect.poll(paint, { timeout: 60_000, interval: 500 }).toBeLessThan(PAINT_MS);
  });

  it('complained of nothing on the way', () => {
    expect(visit.complaints).toEqual([]);
  });
});
