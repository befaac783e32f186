import { connectPos, select } from '../demo/pos/connect-pos.js';
import { composeEndpoints } from './endpoints.js';

const QUIET_SECONDS = 120;

// The demo trades all the time: a journal without a new entry means that it hangs.
const connection = await connectPos(composeEndpoints().mariadb, 'ospos');
const [last] = await select<{ age: number | null }>(
  connection,
  'SELECT timestampdiff(SECOND, max(written_at), now()) AS age FROM demo_journal',
);
await connection.end();
const age = last?.age ?? Infinity;
if (age > QUIET_SECONDS) {
  console.error(`the last sale is ${age} s old`);
  process.exitCode = 1;
}
