/** What the servers are told in either provider. */

/** One node, which is its own controller. */
export const BROKER_PROPERTIES: Readonly<Record<string, string>> = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.listener.names': 'CONTROLLER',
  'auto.create.topics.enable': 'false',
  'default.replication.factor': '1',
  'min.insync.replicas': '1',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '10',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '10',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  'group.initial.rebalance.delay.ms': '0',
  // Its default of 128 MB would take a third of the heap.
  'log.cleaner.dedupe.buffer.size': '16777216',
};

export const BROKER_HEAP = '384m';
export const WORKER_HEAP = '512m';

/** The POS's server, as Debezium needs it. */
export const MARIADB_FLAGS: readonly string[] = [
  '--character-set-server=utf8mb4',
  '--server-id=1',
  '--log-bin=binlog',
  '--binlog-format=ROW',
  '--binlog-row-image=FULL',
];

/** The WMS's server, as Debezium needs it. */
export const WMS_POSTGRES_SETTINGS: Readonly<Record<string, string>> = { wal_level: 'logical' };

/** Shelfwire's own server. */
export const STATE_POSTGRES_SETTINGS: Readonly<Record<string, string>> = { max_connections: '200' };

/** The administrators'. The servers listen on this machine only and hold nothing of worth. */
export const PASSWORD = 'shelfwire';
