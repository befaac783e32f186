import type { Status } from '../../../../api/src/status/status.schema.js';
import { counted } from '../../parts/count-words.js';

/** The state of the whole, in one sentence. */
export function verdict({ state, alerts, sources, parked, channels }: Status): string {
  const critical = alerts.filter(({ severity }) => severity === 'critical').length;
  if (critical > 0) return `${counted(critical, 'critical alert')} open`;
  if (alerts.length > 0) return `${counted(alerts.length, 'alert')} open`;
  const silent = sources.filter(({ stale }) => stale).length;
  if (silent > 0) return `${counted(silent, 'source')} silent`;
  if (parked.count > 0) return `${counted(parked.count, 'message')} parked`;
  const orphaned = channels.filter(({ items, lease }) => items > 0 && (lease?.expired ?? true));
  if (orphaned.length > 0) return `${counted(orphaned.length, 'channel')} without a publisher`;
  return state === 'ok' ? 'All is well' : 'Something needs attention';
}
