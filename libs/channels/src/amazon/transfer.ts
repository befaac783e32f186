import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Failure } from '../http/failure.js';
import { HttpClient, type HttpAnswer, type HttpRequest } from '../http/http-client.js';

/** A report of 10,000 rows with a long issue for each. */
const MOST_DOCUMENT_BYTES = 32 * 1024 * 1024;

const unzip = promisify(gunzip);

/**
 * Sends to or reads from a pre-signed address. It is another host's and carries its own authorization:
 * an access token in a header would be refused, and would be told to a stranger.
 */
export async function transfer(
  presignedUrl: string,
  request: Omit<HttpRequest, 'path'>,
  timeoutMs: number,
): Promise<HttpAnswer | Failure> {
  const { origin, pathname, search } = new URL(presignedUrl);
  const client = new HttpClient(origin, timeoutMs, MOST_DOCUMENT_BYTES);
  try {
    return await client.call({ ...request, path: `${pathname}${search}` });
  } finally {
    await client.close();
  }
}

/** @returns undefined for what is no gzip, or larger than a document may be */
export async function unzipped(content: Buffer): Promise<Buffer | undefined> {
  try {
    return await unzip(content, { maxOutputLength: MOST_DOCUMENT_BYTES });
  } catch {
    return undefined;
  }
}
