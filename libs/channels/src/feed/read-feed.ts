import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AvailabilityRow } from '../availability/availability-row.js';
import type { FeedFormat } from './feed-format.js';
import { identityOf } from './file-identity.js';
import { fileTrouble, isFileError } from './file-trouble.js';

/** A hundred thousand rows take 20 MB in the most talkative format. */
const MOST_BYTES = 256 * 1024 * 1024;

export type Rows = ReadonlyMap<string, AvailabilityRow>;

/** What is in the file; identity null: there is no file. */
export interface Held {
  readonly kind: 'held';
  readonly identity: string | null;
  readonly rows: Rows;
}

export type FeedRead = Held | { readonly kind: 'unavailable'; readonly reason: string };

/**
 * The feed as it lies there. What cannot be read as a whole feed is not taken for an empty one: a file
 * made from that would leave out everything that has not just changed.
 *
 * @param known what was read or written last, which is not read again while the file is the same
 */
export async function readFeed(
  path: string,
  format: FeedFormat,
  known: Held | undefined,
): Promise<FeedRead> {
  const found = await find(path);
  if (found.kind !== 'found') return found;
  const { identity } = found;
  if (identity === null) return { kind: 'held', identity, rows: new Map() };
  if (known?.identity === identity) return known;
  if (found.size === 0 || found.size > MOST_BYTES) return notOurs(path, `${found.size} bytes`);
  try {
    const rows = await format.read(createReadStream(path, 'utf8') as AsyncIterable<string>);
    return { kind: 'held', identity, rows: new Map(rows.map((row) => [row.sku, row])) };
  } catch (error) {
    return isFileError(error) ? trouble(error, path) : notOurs(path, firstLine(error));
  }
}

type Found =
  | { readonly kind: 'found'; readonly identity: string; readonly size: number }
  | { readonly kind: 'found'; readonly identity: null }
  | { readonly kind: 'unavailable'; readonly reason: string };

async function find(path: string): Promise<Found> {
  try {
    const stats = await stat(path, { bigint: true });
    return { kind: 'found', identity: identityOf(stats), size: Number(stats.size) };
  } catch (error) {
    if (!isFileError(error) || error.code !== 'ENOENT') return trouble(error, path);
  }
  try {
    await stat(dirname(path));
    return { kind: 'found', identity: null };
  } catch (error) {
    return trouble(error, path);
  }
}

const trouble = (error: unknown, path: string) =>
  ({ kind: 'unavailable', reason: fileTrouble(error, path) }) as const;

const notOurs = (path: string, why: string) =>
  ({
    kind: 'unavailable',
    reason:
      `${path} is not a whole feed of this format (${why}); put the last good one back, ` +
      'or take it away to begin a new one',
  }) as const;

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 200);
