import type { Readable } from 'node:stream';

/**
 * Reads an answer as JSON.
 *
 * @returns undefined when it is no JSON, or larger than `mostBytes`
 */
export async function readJson(body: Readable, mostBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
