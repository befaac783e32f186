import type { Page } from 'playwright-core';

/** How a page felt while somebody used it. */
export interface Smoothness {
  /** since the page was asked for, milliseconds */
  readonly firstPaintMs: number;
  /** since then, until its first row was there, milliseconds */
  readonly firstRowMs: number;
  /** how long each task held the page up that took more than 50 ms, from its first row on; milliseconds */
  readonly longTasks: readonly number[];
  /** rows of tables in the page */
  readonly rows: number;
  readonly heapMiB: number;
}

const STEP_PX = 900;
const STEP_MS = 60;

/** What a browser counts as long is more than 50 ms. */
const WATCH = `
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.longTasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });
`;

/**
 * Opens a page, scrolls down it for so long, and tells how it went.
 *
 * @param seconds while it is scrolled; events arrive meanwhile as they come
 */
export async function useSmoothly(page: Page, url: string, seconds: number): Promise<Smoothness> {
  await page.addInitScript(WATCH);
  await page.goto(url);
  await page.locator('tbody [role="row"]').first().waitFor();
  const firstRowMs = await page.evaluate<number>('performance.now()');
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    await page.mouse.wheel(0, STEP_PX);
    await page.waitForTimeout(STEP_MS);
  }
  const longTasks = await page.evaluate<[number, number][]>('window.longTasks');
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return {
    firstPaintMs: await page.evaluate<number>(
      `performance.getEntriesByName('first-contentful-paint')[0].startTime`,
    ),
    firstRowMs,
    longTasks: longTasks.filter(([start]) => start > firstRowMs).map(([, duration]) => duration),
    rows: await page.locator('tbody [role="row"]').count(),
    heapMiB: (await page.evaluate<number>('performance.memory.usedJSHeapSize')) / 1024 ** 2,
  };
}
