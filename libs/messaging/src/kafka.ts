import { Kafka, logLevel, type LogEntry } from 'kafkajs';
import { Logger } from '@nestjs/common';

/** @param clientId names the process on the broker */
export function createKafka(brokers: readonly string[], clientId: string): Kafka {
  const logger = new Logger('Kafka');
  return new Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: 3_000,
    logLevel: logLevel.WARN,
    logCreator: () => (entry: LogEntry) => write(logger, entry),
  });
}

/** Even an error of kafkajs is an attempt that it repeats: the last one is thrown, and told by whoever catches it. */
function write(logger: Logger, { namespace, log }: LogEntry): void {
  const { message, error } = log as { message: string; error?: string };
  logger.warn(`${namespace}: ${message}${error ? ` (${error})` : ''}`);
}
