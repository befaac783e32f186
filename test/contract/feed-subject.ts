import { FeedConnector, formatOf, type FeedEndpoint, type ListingRow } from '#channels';
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { FakeFaults } from '../../apps/sandbox/src/fake/fake-fault.js';
import type { BehindChannel, StartSubject } from './conformance/subject.js';

export const FORMATS = ['csv', 'json', 'google-local-inventory'] as const;
export type Format = (typeof FORMATS)[number];

export const endpointOf = (format: Format, file: string): FeedEndpoint =>
  format === 'google-local-inventory'
    ? { format, file, storeCode: 'Store&1', minIntervalSeconds: 60 }
    : { format, file, minIntervalSeconds: 60 };

export interface FeedFolder {
  readonly folder: string;
  readonly file: string;
  /** another process of the same channel */
  open(): FeedConnector;
  names(): Promise<string[]>;
  /** What somebody reads in the file who knows nothing of the connector. */
  shown(): Promise<Record<string, number>>;
}

/** For the tests of a file: folders that are gone after each test. */
export function feedFolders() {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  return async (format: Format): Promise<FeedFolder> => {
    const folder = await mkdtemp(join(tmpdir(), 'shelfwire-feed-'));
    folders.push(folder);
    const file = join(folder, 'availability.out');
    return {
      folder,
      file,
      open: () => new FeedConnector(endpointOf(format, file), { timeoutMs: 60_000 }),
      names: () => readdir(folder),
      shown: async () => READERS[format](await readFile(file, 'utf8')),
    };
  };
}

/** A feed as the suite of all connectors sees it: nobody answers, so no fault of an answer is ever taken. */
export const startFeed =
  (format: Format): StartSubject =>
  async ({ timeoutMs }) => {
    const folder = await mkdtemp(join(tmpdir(), 'shelfwire-feed-'));
    const endpoint = endpointOf(format, join(folder, 'availability.out'));
    const connector = new FeedConnector(endpoint, { timeoutMs });
    return {
      market: behind(endpoint),
      connector,
      url: endpoint.file,
      secrets: [],
      idsOf: () => ({}),
      close: async () => {
        await connector.close();
        await rm(folder, { recursive: true });
      },
    };
  };

/** Somebody reads the file, or writes it by hand. */
function behind(endpoint: FeedEndpoint): BehindChannel {
  const { file, format } = endpoint;
  const shown = () => (existsSync(file) ? READERS[format](readFileSync(file, 'utf8')) : {});
  const add = (quantities: Readonly<Record<string, number>>) => {
    const rows = Object.entries({ ...shown(), ...quantities }).map(([sku, quantity]) => ({
      sku,
      quantity,
      version: 1,
      availability: quantity > 0 ? ('InStock' as const) : ('OutOfStock' as const),
      availableFrom: null,
      leadTimeDays: null,
    }));
    writeFileSync(file, [...formatOf(endpoint).pieces(rows)].join(''));
  };
  return {
    faults: new FakeFaults(),
    seed: (listings) =>
      add(Object.fromEntries(listings.map(({ sku, quantity }) => [sku, quantity]))),
    edit: (sku, quantity) => add({ [sku]: quantity }),
    shown: () => new Map(Object.entries(shown())),
    settle: () => undefined,
  };
}

export const feedRows = (
  quantities: Readonly<Record<string, number>>,
  change: Partial<ListingRow> = {},
): ListingRow[] =>
  Object.entries(quantities).map(([sku, quantity]) => ({
    sku,
    quantity,
    version: 1,
    shown: null,
    ids: {},
    leadTimeDays: null,
    offer: null,
    ...change,
  }));

const READERS: Readonly<Record<Format, (text: string) => Record<string, number>>> = {
  csv: (text) => {
    const [, ...lines] = parse(text, { record_delimiter: '\n' });
    return Object.fromEntries(lines.map(([sku = '', quantity]) => [sku, Number(quantity)]));
  },
  json: (text) => {
    const { rows } = JSON.parse(text) as { rows: { sku: string; quantity: number }[] };
    return Object.fromEntries(rows.map(({ sku, quantity }) => [sku, quantity]));
  },
  'google-local-inventory': (text) => {
    const items = text.matchAll(
      /<item>\s*<g:store_code>Store&amp;1<\/g:store_code>\s*<g:id>([^<]*)<\/g:id>\s*<g:quantity>(\d+)</g,
    );
    return Object.fromEntries(
      [...items].map(([, id, quantity]) => [unescaped(id ?? ''), Number(quantity)]),
    );
  },
};

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
