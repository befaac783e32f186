import type { ConnectorConfig } from '../connect-client.js';
import type { CapturePlan } from './capture-plan.js';

const POLL_MS = '500';

/**
 * How a connector is told to read rows once more while its stream goes on, and where it tells how far it is.
 *
 * @param nameOf a table's name as the connector writes it
 */
export function signalSettings(
  { prefix, bootstrap, signals, notifications, chunkRows, marks }: CapturePlan,
  nameOf: (place: CapturePlan['heartbeat']) => string,
): ConnectorConfig {
  return {
    // whoever reads without writing takes its marks from the log itself; others need a table for them
    ...(marks
      ? { 'signal.enabled.channels': 'source,kafka', 'signal.data.collection': nameOf(marks) }
      : { 'signal.enabled.channels': 'kafka', 'read.only': 'true' }),
    'signal.poll.interval.ms': POLL_MS,
    'signal.kafka.topic': signals,
    'signal.kafka.groupId': `${prefix}.signals`,
    'signal.kafka.bootstrap.servers': bootstrap,
    'incremental.snapshot.chunk.size': String(chunkRows),
    'notification.enabled.channels': 'sink',
    'notification.sink.topic.name': notifications,
  };
}
