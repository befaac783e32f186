import type { Status } from '../../../../api/src/status/status.schema.js';
import { counted } from '../../parts/count-words.js';

/** The state of the whole, in one sentence: the worst that there is, counted. */
export function verdict({ sources, parked, channels, state, ...status }: Status): string {
  const alerts = status.alerts.filter(({ silence }) => silence === null);
  const critical = alerts.filter(({ severity }) => severity === 'critical').length;
  const silent = sources.filter(({ stale }) => stale).length;
  const orphaned = channels.filter(({ items, lease }) => items > 0 && (lease?.expired ?? true));
  const unheard = sources.filter(({ heartbeat }) => heartbeat === null).length;
  const found: readonly (readonly [count: number, words: string])[] = [
    [critical, `${counted(critical, 'critical alert')} open`],
    [alerts.length, `${counted(alerts.length, 'alert')} open`],
    [silent, `${counted(silent, 'source')} silent`],
    [parked.count, `${counted(parked.count, 'message')} parked`],
    [orphaned.length, `${counted(orphaned.length, 'channel')} without a publisher`],
    [unheard, `${counted(unheard, 'source')} not heard yet`],
  ];
  const worst = found.find(([count]) => count > 0);
  return worst?.[1] ?? (state === 'ok' ? 'All is well' : 'Something needs attention');
}
