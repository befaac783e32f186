import { sourceLog, type AuditedSource, type ConnectClient } from '#connect';
import type { Metrics } from '#observability';

/** Shows how much log each source keeps for its connector: what fills a disk, or is lost, unread. */
export class LogGauges {
  constructor(
    private readonly sources: readonly AuditedSource[],
    private readonly connect: Pick<ConnectClient, 'offsets'>,
    private readonly metrics: Pick<Metrics, 'show'>,
  ) {}

  async look(): Promise<void> {
    const read = await Promise.all(this.sources.map((source) => this.read(source)));
    const slots = read.flatMap(({ source, log }) => (log?.kind === 'slot' ? { source, log } : []));
    const binlogs = read.flatMap(({ source, log }) =>
      log?.kind === 'binlog' ? { labels: { source }, value: log.behind } : [],
    );
    this.metrics.show({
      slotRetained: slots.map(({ source, log }) => ({ labels: { source }, value: log.retained })),
      slotSafe: slots.flatMap(({ source, log }) =>
        log.safe === null ? [] : { labels: { source }, value: log.safe },
      ),
      slotActive: slots.map(({ source, log }) => ({
        labels: { source },
        value: log.isActive ? 1 : 0,
      })),
      slotStatus: slots.map(({ source, log }) => ({
        labels: { source, status: log.status },
        value: 1,
      })),
      binlogBehind: binlogs,
    });
  }

  /** A database or worker that does not answer is told by the look at its connector; here it is only away. */
  private async read(source: AuditedSource) {
    const log = await sourceLog(source, this.connect).catch(() => undefined);
    return { source: source.id, log };
  }
}
