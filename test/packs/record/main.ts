import path from 'node:path';
import { removeStack } from '../../../tools/stack/remove-stack.js';
import { startStack } from '../../../tools/stack/start-stack.js';
import { stopSignals } from '../../../tools/stack/stop-signals.js';
import { PACKS } from '../packs.js';
import { recordDays } from './record-days.js';
import { recordTryton, TRYTON } from './record-tryton.js';

const names = process.argv.slice(2);
const chosen = PACKS.filter(({ pack }) => names.length === 0 || names.includes(pack));
const dataDir = path.resolve('.shelfwire', `record-${process.pid}`);
const stack = await startStack({ dataDir, report: console.log, signal: stopSignals() });
try {
  await recordDays(stack.endpoints, chosen);
  if (names.length === 0 || names.includes(TRYTON)) await recordTryton(stack.endpoints);
} finally {
  await stack.stop();
  await removeStack(dataDir);
}
// a Kafka consumer that was left in the middle of a fetch would keep the process
process.exit(0);
