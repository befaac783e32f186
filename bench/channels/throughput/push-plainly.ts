import { Pool } from 'undici';
import { SandboxCalls } from './sandbox-calls.js';

/** The same calls by undici alone, one after the other: rows a second. */
export async function pushPlainly(url: string, calls: SandboxCalls): Promise<number> {
  const pool = new Pool(url, { connections: 1 });
  const startedMs = performance.now();
  for (const { path, body, headers } of calls.all()) {
    const answer = await pool.request({ method: 'PUT', path, body, headers });
    const { results } = (await answer.body.json()) as { results: readonly unknown[] };
    if (results.length !== calls.rowsPerCall) throw new Error(`${results.length} rows answered`);
  }
  const seconds = (performance.now() - startedMs) / 1000;
  await pool.close();
  return calls.rows / seconds;
}
