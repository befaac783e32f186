import { StringDecoder } from 'node:string_decoder';
import pg from 'pg';
import { to } from 'pg-copy-streams';
import { reportRebuild } from '../rebuild/report.js';

/** The same rows and columns by COPY, split and put into a Map, with nothing decided. */
const [, , databaseUrl = '', channel = ''] = process.argv;
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
const selects = [
  `SELECT sku, sent_version, sent_quantity, sent_at, acknowledged_version, acknowledged_quantity,
          rejected_code IS NOT NULL
   FROM publication WHERE channel = ${client.escapeLiteral(channel)}`,
  'SELECT sku, version, channels, recorded_at FROM item',
];

async function copy(select: string, onLine: (line: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of client.query(to(`COPY (${select}) TO STDOUT`))) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  }
}

await reportRebuild(async () => {
  const kept = new Map<string, string[]>();
  let rows = 0;
  for (const select of selects) {
    await copy(select, (line) => {
      const fields = line.split('\t');
      kept.set(fields[0] ?? '', fields);
      rows += 1;
    });
  }
  return { rows, urgent: 0, keep: kept };
});
await client.end();
