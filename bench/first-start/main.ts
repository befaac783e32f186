import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import getPort from 'get-port';
import { openBrowser } from '../../test/support/browser.js';
import { machine, today } from '../support/machine.js';
import { markdownTable } from '../support/markdown-table.js';
import { replaceSection } from '../support/replace-section.js';
import { emptyMachine } from './empty-machine.js';
import { firstItem } from './first-item.js';

/** A line of `npm start`, and what is over when it comes. */
const STEPS: readonly (readonly [RegExp, string])[] = [
  [/Packages installed/, 'npm packages installed'],
  [/Both legacy databases/, 'Kafka, Connect, MariaDB and PostgreSQL downloaded and up'],
  [/Tables, topics and connectors/, 'tables, topics and connectors in place'],
  [/Shelfwire runs/, '`npm start` prints where to look'],
];

/** From a checkout with empty caches to the first item in a browser, by `npm start` alone. */
async function measure(): Promise<void> {
  const browser = await openBrowser();
  const { folder, checkout, env } = emptyMachine();
  const [api, sandbox] = await Promise.all([freePort(), freePort()]);
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(0);
  const rows: string[][] = [];
  const reach = (what: string) => {
    rows.push([what, seconds()]);
    console.log(`${seconds()} s: ${what}`);
  };
  const start = spawn('npm', ['start'], {
    cwd: checkout,
    env: { ...env, SHELFWIRE_HTTP_PORT: api, SHELFWIRE_SANDBOX_PORT: sandbox },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const gone = once(start, 'exit');
  createInterface({ input: start.stdout }).on('line', (line) => {
    console.log(line);
    for (const [says, what] of STEPS) if (says.test(line)) reach(what);
  });
  try {
    const ended = gone.then(() => {
      throw new Error('npm start ended before an item was on the dashboard');
    });
    const item = await Promise.race([ended, firstItem(browser, checkout, local(api))]);
    reach(`the first item, ${item}, is on the dashboard`);
    tell(rows);
  } finally {
    await browser.close();
    start.kill('SIGINT');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

const freePort = async (): Promise<string> => String(await getPort({ host: '127.0.0.1' }));
const local = (port: string): string => `http://127.0.0.1:${port}`;

function tell(rows: readonly string[][]): void {
  const body = [
    '`npm run bench:first-start`',
    `${today()}, ${machine()}. A fresh clone, a home without npm's and Maven's caches, then \`npm start\` alone; Java, Maven and Chromium were installed. Seconds since the command.`,
    markdownTable(['what', 'after s'], rows),
  ].join('\n\n');
  replaceSection('docs/benchmarks.md', 'First start', body);
}

await measure();
