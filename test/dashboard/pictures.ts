import path from 'node:path';
import type { Page } from 'playwright-core';
import { PHONE } from '../support/dashboard.js';

const FOLDER = path.resolve('docs/pictures');
const WIDE = { width: 1280, height: 800 };

const PICTURES = [
  ['overview', '/', 'Last heartbeat'],
  ['item', '/items/85123A', 'ospos_item_quantities'],
  ['channels', '/channels', 'of 20 calls'],
  ['locations', '/locations', 'The usual week'],
] as const;

/** Takes the pictures that the documents show. */
export async function takePictures(page: Page, url: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(WIDE);
  for (const [name, where, known] of PICTURES) {
    await page.goto(`${url}${where}`);
    await page.getByText(known).first().waitFor();
    await page.locator('.loading').first().waitFor({ state: 'detached' });
    await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
  }
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(url);
  await page.getByText('Last heartbeat').first().waitFor();
  await page.screenshot({ path: path.join(FOLDER, 'phone.png') });
}
