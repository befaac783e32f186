import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { aptGet } from './apt-get.js';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * A browser without a window, Debian's Chromium; installed first where it lacks.
 *
 * @throws Error that says what to do, where there is none and none can be installed
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = installed() ?? (await install());
  // root, as in containers, has no sandbox; what is visited is our own
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

const installed = (): string | undefined => PLACES.find((place) => existsSync(place));

async function install(): Promise<string> {
  try {
    await aptGet('update');
    await aptGet('install', '--yes', '--no-install-recommends', 'chromium');
  } catch (cause) {
    throw new Error(
      'This test needs Chromium: as root on Debian, `apt-get install chromium` brings it, which was tried ' +
        'just now. Where that cannot be, SHELFWIRE_WITHOUT=browser leaves the test out.',
      { cause },
    );
  }
  const place = installed();
  if (place === undefined)
    throw new Error(`apt-get brought Chromium to none of ${PLACES.join(', ')}`);
  return place;
}
