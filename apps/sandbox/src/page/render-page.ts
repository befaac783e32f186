import { Account } from '../market/account.js';
import type { Listing } from '../market/listing.js';
import { escapeHtml } from './escape-html.js';

const REFRESH_SECONDS = 1;

const STYLE = `
  body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
         color-scheme: light dark; }
  main { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 2rem; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; }
  dd { margin: 0; font-variant-numeric: tabular-nums; }
  table { border-collapse: collapse; width: 100%; }
  td, th { text-align: left; padding: .15rem .5rem .15rem 0; border-bottom: 1px solid #8884; }
  td { font-variant-numeric: tabular-nums; }`;

/** What a person sees: both accounts, how they are called, and the newest quantities. */
export function renderPage(accounts: readonly Account[], now: Date): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="${REFRESH_SECONDS}">
<title>Sandbox marketplace</title>
<style>${STYLE}</style>
<h1>Sandbox marketplace</h1>
<p>A pretend marketplace with real limits. ${escapeHtml(now.toISOString())}</p>
<main>${accounts.map((account) => renderAccount(account, now)).join('')}</main>
</html>`;
}

function renderAccount({ config, counts, catalog }: Account, now: Date): string {
  const { capacity, refillPerSecond } = config.limit;
  const { perRequest, perRow } = config.price;
  const price = perRow === 0 ? `${perRequest} a call` : `${perRequest} a call + ${perRow} a row`;
  return `<section>
<h2>${escapeHtml(config.name)}</h2>
<dl>
<dt>Limit</dt><dd>${escapeHtml(capacity)}, refilled by ${escapeHtml(refillPerSecond)}/s; ${escapeHtml(price)}</dd>
<dt>Calls/s</dt><dd>${escapeHtml(counts.perSecond(now.getTime()).toFixed(1))} (last 10 s)</dd>
<dt>Calls</dt><dd>${escapeHtml(counts.calls)}</dd>
<dt>429</dt><dd>${escapeHtml(counts.throttled)}</dd>
<dt>Listings</dt><dd>${escapeHtml(catalog.size)}</dd>
</dl>
<table><tr><th>Item</th><th>Quantity</th><th>Set at</th></tr>${catalog.recent.map(renderListing).join('')}</table>
</section>`;
}

const renderListing = ({ sku, quantity, updatedAt }: Listing): string =>
  `<tr><td>${escapeHtml(sku)}</td><td>${escapeHtml(quantity)}</td><td>${escapeHtml(updatedAt.slice(11, 23))}</td></tr>`;
