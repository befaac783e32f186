import { setInterval } from 'node:timers';
import { startApi, type ApiServer } from '../../test/support/api-server.js';
import { openBrowser } from '../../test/support/browser.js';
import { createTestDatabase, type Login, type TestDatabase } from '../../test/support/database.js';
import { fillLargeShop, largePolicy, tradeOnce } from '../../test/support/large-shop.js';
import { useSmoothly, type Smoothness } from '../../test/support/smoothness.js';
import { ensureDashboard } from '../../tools/ensure-dashboard.mjs';
import { machine, today } from '../support/machine.js';
import { markdownTable } from '../support/markdown-table.js';
import { replaceSection } from '../support/replace-section.js';
import { onAStack } from '../support/on-a-stack.js';

const SIZE = { items: 100_000, stores: 499 };
const SECONDS = 20;
const CHANGES_PER_SECOND = 200;
const PAGES = ['/', '/items', '/items?search=99', '/locations', '/channels', '/policy'] as const;
const ROUTES = [
  '/v1/status',
  '/v1/items?limit=100',
  '/v1/items?search=99',
  '/v1/locations',
] as const;

/** How the dashboard of a large shop feels in a browser, while its items change. */
async function measure(login: Login): Promise<void> {
  await ensureDashboard();
  const database = await createTestDatabase(login, 'bench_dashboard');
  await fillLargeShop(database.dataSource, SIZE);
  const api = await startApi(database.url, largePolicy(SIZE));
  const trade = setInterval(
    () => void tradeOnce(database.dataSource, CHANGES_PER_SECOND).catch(console.error),
    1_000,
  );
  try {
    const answers = await answerTimes(api);
    const felt = await usePages(api);
    tell(felt, answers);
  } finally {
    clearInterval(trade);
    await close(api, database);
  }
}

async function close(api: ApiServer, database: TestDatabase): Promise<void> {
  await api.close();
  await database.drop();
}

async function usePages(api: ApiServer): Promise<(readonly [string, Smoothness])[]> {
  const browser = await openBrowser();
  const felt: (readonly [string, Smoothness])[] = [];
  try {
    for (const page of PAGES) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
      await context.request.post(`${api.url}/v1/session`, { data: { key: api.key } });
      const smoothness = await useSmoothly(await context.newPage(), `${api.url}${page}`, SECONDS);
      console.log(page, smoothness);
      felt.push([page, smoothness]);
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return felt;
}

/** The slowest of five looks at each, milliseconds; kept answers come at once, so they are let go first. */
async function answerTimes(api: ApiServer): Promise<(readonly [string, number])[]> {
  const times: (readonly [string, number])[] = [];
  for (const route of ROUTES) {
    let slowest = 0;
    for (let look = 0; look < 5; look += 1) {
      const began = performance.now();
      const { status } = await api.get(route);
      if (status !== 200) throw new Error(`${route} answered ${status}`);
      slowest = Math.max(slowest, performance.now() - began);
    }
    console.log(route, slowest);
    times.push([route, slowest]);
  }
  return times;
}

function tell(
  felt: readonly (readonly [string, Smoothness])[],
  answers: readonly (readonly [string, number])[],
): void {
  const pages = felt.map(([page, { firstPaintMs, firstRowMs, longTasks, rows, heapMiB }]) => [
    `\`${page}\``,
    firstPaintMs.toFixed(0),
    firstRowMs.toFixed(0),
    longTasks.length === 0 ? 'none' : `${longTasks.length}, at most ${Math.max(...longTasks)}`,
    String(rows),
    heapMiB.toFixed(0),
  ]);
  const heads = [
    'page',
    'first paint',
    'first row',
    'tasks over 50 ms',
    'rows in the page',
    'heap MiB',
  ];
  const body = [
    '`npm run bench:dashboard`',
    `${today()}, ${machine()}, the browser, the API and PostgreSQL on the same machine. ${SIZE.items.toLocaleString('en')} items at ${SIZE.stores + 1} locations and on 2 channels; ${CHANGES_PER_SECOND} items change every second. Each page was scrolled for ${SECONDS} s in Chromium without a window, at 15 steps of 900 pixels a second; times in milliseconds.`,
    markdownTable(heads, pages),
    'The slowest of five looks at what these pages ask for, milliseconds:',
    markdownTable(
      ['route', 'slowest'],
      answers.map(([route, slowest]) => [`\`${route}\``, slowest.toFixed(0)]),
    ),
  ].join('\n\n');
  replaceSection('docs/dashboard.md', 'Large shops', body);
}

await onAStack('dashboard', ({ statePostgres }) => measure(statePostgres));
