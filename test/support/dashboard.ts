import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ensureDashboard } from '../../tools/ensure-dashboard.mjs';
import { startApi, type ApiServer } from './api-server.js';
import { openBrowser } from './browser.js';
import { createTestDatabase, type Login, type TestDatabase } from './database.js';
import { fillWatchedShop, watchedPolicy } from './watched-shop.js';

export const DESKTOP = { width: 1280, height: 860 };
export const PHONE = { width: 390, height: 844 };

/** Answered with 401 to whoever is not signed in; a browser tells its console of that. */
const SESSION = '/v1/session';

/** The dashboard of a filled shop, as an API serves it, in a real browser. */
export class Dashboard {
  private constructor(
    readonly database: TestDatabase,
    readonly api: ApiServer,
    readonly browser: Browser,
  ) {}

  /** @param urlOf another way to the database, such as through a gate */
  static async open(login: Login, urlOf = (url: string): string => url): Promise<Dashboard> {
    await ensureDashboard();
    const database = await createTestDatabase(login, 'dashboard');
    await fillWatchedShop(database);
    const api = await startApi(urlOf(database.url), watchedPolicy());
    return new Dashboard(database, api, await openBrowser());
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.api.close();
    await this.database.drop();
  }

  /**
   * A page at a path, and what it complained of.
   *
   * @param key whose; null: nobody is signed in
   */
  async visit(
    path: string,
    options: BrowserContextOptions = {},
    key: string | null = this.api.key,
  ): Promise<Visit> {
    const context = await this.browser.newContext({ viewport: DESKTOP, ...options });
    if (key !== null) {
      const answer = await context.request.post(`${this.api.url}${SESSION}`, { data: { key } });
      if (!answer.ok()) throw new Error(`no sign-in: ${answer.status()} ${await answer.text()}`);
    }
    const visit = new Visit(await context.newPage(), key === null);
    await visit.page.goto(`${this.api.url}${path}`);
    return visit;
  }
}

/** One page, with its own cookies and storage. */
export class Visit {
  readonly complaints: string[] = [];

  constructor(
    readonly page: Page,
    isSignedOut = false,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      const isExpected = isSignedOut && message.location().url.endsWith(SESSION);
      const isBad = message.type() === 'error' || message.type() === 'warning';
      if (isBad && !isExpected) this.complaints.push(message.text());
    });
  }

  heading(): Promise<string | null> {
    return this.page.locator('h1').textContent();
  }

  text(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  /** Pixels by which the page is wider than the window; 0: it fits. */
  overflow(): Promise<number> {
    return this.page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  }

  /** Prints and returns when the page was painted first, milliseconds since it was asked for. */
  async firstPaint(): Promise<number> {
    const painted = await this.page.evaluate<number>(
      `performance.getEntriesByName('first-contentful-paint')[0].startTime`,
    );
    console.log(`first contentful paint after ${Math.round(painted)} ms`);
    return painted;
  }

  /** What axe finds serious or worse, as `rule: where`. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate<AxeResults>(
      `axe.run(document, { resultTypes: ['violations'] })`,
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
