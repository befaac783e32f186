import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';

const PATIENCE_MS = 20 * 60_000;
const EVERY_MS = 250;

/**
 * Signs in with the key that the start left, as a person would, and waits for the first item of the list.
 *
 * @throws Error when there is none in 20 minutes
 */
export async function firstItem(browser: Browser, checkout: string, url: string): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  const keyFile = path.join(checkout, '.shelfwire', 'run', 'api-key');
  await until(deadline, async () => existsSync(keyFile) && (await answers(url)));
  const page = await browser.newPage();
  await page.goto(url);
  await page.getByLabel('API key').fill(readFileSync(keyFile, 'utf8').trim());
  await page.keyboard.press('Enter');
  await page.locator('#sources').waitFor();
  await page.goto(`${url}/items`);
  const item = page.locator('tbody [role="rowheader"] a').first();
  await until(deadline, async () => (await item.count()) > 0);
  return item.innerText();
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}

async function until(deadline: number, holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('no item is on the dashboard after 20 minutes');
    await sleep(EVERY_MS);
  }
}
