export { BatchConsumer } from './batch-consumer.js';
export { BatchHandler } from './batch-handler.js';
export { connectBatches } from './connect-batches.js';
export type { ConsumerSpec, LogSpan } from './consumer-spec.js';
export { Gathering } from './gathering.js';
export { createKafka } from './kafka.js';
export { KafkaModule } from './kafka.module.js';
export type { ConsumerSpecs } from './kafka-batch.server.js';
export { parkMessages, type Poison } from './park.js';
export { RecordProducer } from './producer.js';
export {
  lockProgress,
  readProgress,
  saveProgress,
  type Progress,
  type TopicPartition,
} from './progress.js';
export type { RawBatch, RawMessage } from './raw-batch.js';
export { countWaiting, hasReached, readEnds, type Ends } from './topic-ends.js';
export { tellParked } from './tell-parked.js';
export { isTransient } from './transient.js';
export { unapplied } from './unapplied.js';
