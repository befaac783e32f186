import type { Page } from 'playwright-core';

/** Whoever has no mouse: what it reaches, it reaches by keys. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** To a page by `g` and its letter, as soon as the shortcuts are there. */
  async goTo(key: string, heading: string | RegExp): Promise<void> {
    await this.press('Escape');
    await this.press('g');
    await this.press(key);
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  /**
   * Tabs on until what has the focus is called so.
   *
   * @throws Error when it is not reached
   */
  async tabTo(name: string): Promise<void> {
    for (let tab = 0; tab < MOST_TABS; tab += 1) {
      if ((await this.focused()).includes(name)) return;
      await this.press('Tab');
    }
    throw new Error(`${name} is not reached by ${MOST_TABS} tabs`);
  }

  /** Presses what is called so. */
  async use(name: string, key = 'Enter'): Promise<void> {
    await this.tabTo(name);
    await this.press(key);
  }

  /** Says why in an open dialog, and does it. */
  async sayWhy(reason: string, verb: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.waitFor();
    await this.tabTo('Why?');
    await this.type(reason);
    await this.use(verb);
    await dialog.waitFor({ state: 'detached' });
  }

  private focused(): Promise<string> {
    return this.page.evaluate(FOCUSED);
  }
}

const MOST_TABS = 80;
const FOCUSED = `(() => {
  const at = document.activeElement;
  if (!at?.matches('a, button, input, select, textarea, summary')) return '';
  const label = at?.labels?.[0]?.textContent;
  return at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '';
})()`;
