import type { ConnectorConfig } from '../connect-client.js';
import type { CapturePlan } from './capture-plan.js';

const POLL_MS = '500';

/**
 * How a connector is told to read rows once more while its stream goes on, and where it tells how far it is.
 *
 * @param nameOf a table's name as the connector writes it
 */
export function signalSettings(
  plan: CapturePlan,
  nameOf: (place: CapturePlan['heartbeat']) => string,
): ConnectorConfig {
  const { signalTable, toldByKafka, notifications, chunkRows } = plan;
  const channels = [...(signalTable ? ['source'] : []), ...(toldByKafka ? ['kafka'] : [])];
  return {
    'signal.enabled.channels': channels.join(','),
    // whoever reads without writing takes its marks from the log itself
    ...(signalTable ? { 'signal.data.collection': nameOf(signalTable) } : { 'read.only': 'true' }),
    ...(toldByKafka ? overKafka(plan) : {}),
    'incremental.snapshot.chunk.size': String(chunkRows),
    'notification.enabled.channels': 'sink',
    'notification.sink.topic.name': notifications,
  };
}

const overKafka = ({ prefix, bootstrap, signals }: CapturePlan): ConnectorConfig => ({
  'signal.poll.interval.ms': POLL_MS,
  'signal.kafka.topic': signals,
  'signal.kafka.groupId': `${prefix}.signals`,
  'signal.kafka.bootstrap.servers': bootstrap,
});
