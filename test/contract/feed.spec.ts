import type { FeedConnector, ListingRow } from '#channels';
import { access, mkdir, readFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { conformance } from './conformance/conformance.js';
import { contextOf, outcomesOf } from './conformance/push-rows.js';
import { feedFolders, feedRows, FORMATS, startFeed, type FeedFolder } from './feed-subject.js';

const ALL = { 'CUP-1': 5, 'CUP-2': 0, 'CUP-3': 7 };
/** bytes after which a file is cut off, in a line */
const CUT = { csv: 75, json: 120, 'google-local-inventory': 300 } as const;
const folders = feedFolders();
const TRAITS = {
  readsBack: true,
  tokensExpire: false,
  isRemote: false,
  refusesUnlisted: false,
  takesAnySku: true,
};

for (const format of FORMATS) conformance(`a feed as ${format}`, TRAITS, startFeed(format));

describe.each(FORMATS)('a feed as %s', (format) => {
  let at: FeedFolder;
  let feed: FeedConnector;

  beforeEach(async () => {
    at = await folders(format);
    feed = at.open();
    await feed.push(feedRows(ALL), contextOf());
  });

  const push = (quantities: Record<string, number>, change: Partial<ListingRow> = {}) =>
    feed.push(feedRows(quantities, { version: 2, ...change }), contextOf());
  const read = async (connector: FeedConnector, ...skus: string[]) => {
    const rows = feedRows(Object.fromEntries(skus.map((sku) => [sku, 0])));
    const result = await connector.readBack(rows);
    return result.kind === 'read' ? Object.fromEntries(result.quantities) : result;
  };

  it('is what it is known to be', () => {
    expect(feed.capabilities).toMatchObject({
      applies: 'at_once',
      readsBack: true,
      parallelCalls: 1,
    });
    expect(feed.limits).toMatchObject([
      { kind: 'minInterval', counts: ['write'], intervalMs: 60_000 },
    ]);
  });

  it('keeps skus apart that look alike, and takes odd ones', async () => {
    const odd = {
      'A b': 1,
      'a b': 2,
      'Ä-ß/1': 3,
      '"q"&<x>,;=+': 4,
      '007': 5,
      " 'x' ": 6,
      'a&amp;': 7,
    };
    await push(odd);

    expect(await at.shown()).toEqual({ ...ALL, ...odd });
    expect(await read(at.open(), ...Object.keys(odd))).toEqual(odd);
  });

  it('reads what is in the file, and leaves out what is not', async () => {
    expect(await read(at.open(), 'CUP-1', 'CUP-2', 'GONE')).toEqual({ 'CUP-1': 5, 'CUP-2': 0 });
  });

  it('lists everything once', async () => {
    expect(await at.open().list()).toEqual({
      kind: 'page',
      listings: Object.entries(ALL).map(([sku, quantity]) => ({ sku, quantity, ids: {} })),
      next: null,
    });
  });

  it('keeps what was in the file when it starts anew', async () => {
    await at.open().push(feedRows({ 'CUP-2': 4 }, { version: 2 }), contextOf());

    expect(await at.shown()).toEqual({ ...ALL, 'CUP-2': 4 });
  });

  it('goes on from what another process has written since', async () => {
    await at.open().push(feedRows({ 'CUP-2': 4, NEW: 1 }, { version: 2 }), contextOf());
    await push({ 'CUP-1': 3 });

    expect(await at.shown()).toEqual({ ...ALL, 'CUP-1': 3, 'CUP-2': 4, NEW: 1 });
  });

  it('sees what somebody changed by hand', async () => {
    const text = await readFile(at.file, 'utf8');
    await writeFile(at.file, text.replace(/7/, '8'));

    expect(await read(feed, 'CUP-3')).toEqual({ 'CUP-3': 8 });
  });

  it.each([
    ['is empty', (file: string) => truncate(file)],
    ['ends in the middle', (file: string) => truncate(file, CUT[format])],
    ['is something else', (file: string) => writeFile(file, '{"hello":"world"}\n')],
  ])('replaces no file that %s', async (_, spoil) => {
    await spoil(at.file);
    const spoilt = await readFile(at.file, 'utf8');

    for (const connector of [feed, at.open()]) {
      expect(await connector.push(feedRows({ 'CUP-1': 1 }), contextOf())).toMatchObject({
        kind: 'unavailable',
        reason: expect.stringContaining('not a whole feed') as string,
      });
      expect(await connector.list()).toMatchObject({ kind: 'unavailable' });
    }
    expect(await readFile(at.file, 'utf8')).toBe(spoilt);
  });

  it('writes the whole feed anew when the file was taken away', async () => {
    await rename(at.file, join(at.folder, 'fetched'));

    expect(await read(feed, 'CUP-1')).toEqual({});
    expect(outcomesOf(await push({ 'CUP-1': 3 }))).toEqual(['applied']);
    expect(await at.shown()).toEqual({ ...ALL, 'CUP-1': 3 });
  });

  it('leaves nothing but the file behind', async () => {
    await push({ 'CUP-1': 3 });

    expect(await at.names()).toEqual(['availability.out']);
  });

  it('never shows a part of a file to those who read it meanwhile', async () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`M-${n}`, n]));
    const sizes = new Set<number>();
    const writing = (async () => {
      for (const version of [2, 3, 4]) await push(many, { version });
    })();
    let isDone = false;
    void writing.finally(() => (isDone = true));
    while (!isDone) sizes.add(Object.keys(await at.shown()).length);
    await writing;
    sizes.add(Object.keys(await at.shown()).length);

    expect([...sizes].toSorted((a, b) => a - b)).toEqual([3, 5_003]);
  });

  it('stays as it was when it is stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`M-${n}`, n]));
    const pushed = await feed.push(feedRows(many), contextOf('normal', stop.signal));

    expect(pushed).toMatchObject({ kind: 'unavailable' });
    expect(await at.shown()).toEqual(ALL);
    expect(await at.names()).toEqual(['availability.out']);
  });

  it('never brings back an older number', async () => {
    await push({ 'CUP-1': 3 }, { version: 8 });
    const pushed = await feed.push(
      [...feedRows({ 'CUP-1': 9 }, { version: 7 }), ...feedRows({ 'CUP-2': 1 })],
      contextOf(),
    );

    expect(pushed).toMatchObject({
      verdicts: [{ outcome: 'rejected', code: 'older_version' }, { outcome: 'applied' }],
    });
    expect(await at.shown()).toEqual({ ...ALL, 'CUP-1': 3, 'CUP-2': 1 });
  });

  it('says what to do when the folder is not there', async () => {
    await rm(at.folder, { recursive: true });

    for (const connector of [feed, at.open()]) {
      expect(await connector.push(feedRows(ALL), contextOf())).toMatchObject({
        kind: 'unavailable',
        reason: expect.stringContaining('create it, or mount') as string,
      });
      expect(await connector.list()).toMatchObject({ kind: 'unavailable' });
    }
  });

  it('says what to do when a folder has the name of the file', async () => {
    await rm(at.file);
    await mkdir(at.file);

    expect(await push({ 'CUP-1': 1 })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('correct the path') as string,
    });
  });

  it('removes what a process that died left half-written, once it is old', async () => {
    const [old, young] = ['old', 'young'].map((name) =>
      join(at.folder, `.availability.out.${name}.tmp`),
    );
    for (const leftover of [old!, young!]) await writeFile(leftover, 'half a f');
    await utimes(old!, new Date(0), new Date(0));
    await at.open().push(feedRows({ 'CUP-1': 1 }, { version: 2 }), contextOf());

    await expect(access(old!)).rejects.toThrow('ENOENT');
    expect(await readFile(young!, 'utf8')).toBe('half a f');
  });

  it('carries a hundred thousand listings in one call', async () => {
    const most = feed.capabilities.rowsPerCall.normal;
    const many = Object.fromEntries(Array.from({ length: most }, (_, n) => [`M-${n}`, n % 50]));
    const pushed = await push(many);

    expect(new Set(outcomesOf(pushed))).toEqual(new Set(['applied']));
    expect(Object.keys(await at.shown())).toHaveLength(100_003);
    expect(await read(at.open(), 'M-99999', 'CUP-3')).toEqual({ 'M-99999': 49, 'CUP-3': 7 });
  });
});
