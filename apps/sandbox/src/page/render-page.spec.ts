import { describe, expect, it } from 'vitest';
import { Account } from '../market/account.js';
import { readSandboxConfig } from '../sandbox.config.js';
import { renderPage } from './render-page.js';

describe('renderPage', () => {
  it('shows what a call brought, as text', () => {
    const account = new Account(readSandboxConfig([], {}).accounts[0]!);
    const updatedAt = '2026-11-02T08:00:01.250Z';
    account.catalog.set({ sku: '<script>"', quantity: 3, updatedAt });
    account.counts.count(429, Date.parse(updatedAt));

    const page = renderPage([account], new Date('2026-11-02T08:00:02Z'));

    expect(page).toContain('<td>&lt;script&gt;&quot;</td><td>3</td><td>08:00:01.250</td>');
    expect(page).toContain('<dt>429</dt><dd>1</dd>');
    expect(page).toContain('<dd>0.1 (last 10 s)</dd>');
  });
});
