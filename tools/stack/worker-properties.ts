const JSON_CONVERTER = 'org.apache.kafka.connect.json.JsonConverter';

/**
 * What the Connect worker is told in either provider.
 * @param secretsDir as the worker sees it; only files below it may be named by `${file:PATH:KEY}`
 */
export function workerProperties(secretsDir: string): Record<string, string> {
  return {
    'group.id': 'shelfwire-connect',
    'config.storage.topic': 'connect-configs',
    'config.storage.replication.factor': '1',
    'offset.storage.topic': 'connect-offsets',
    'offset.storage.replication.factor': '1',
    'offset.storage.partitions': '5',
    'status.storage.topic': 'connect-status',
    'status.storage.replication.factor': '1',
    'status.storage.partitions': '2',
    'offset.flush.interval.ms': '5000',
    'key.converter': JSON_CONVERTER,
    'key.converter.schemas.enable': 'false',
    'value.converter': JSON_CONVERTER,
    'value.converter.schemas.enable': 'false',
    'topic.creation.enable': 'true',
    // The other ways look into every class of every plugin.
    'plugin.discovery': 'service_load',
    // A worker that comes back after a crash gets its tasks at once.
    'scheduled.rebalance.max.delay.ms': '0',
    'config.providers': 'file',
    'config.providers.file.class': 'org.apache.kafka.common.config.provider.FileConfigProvider',
    'config.providers.file.param.allowed.paths': secretsDir,
  };
}
