import { Kafka, logLevel, type LogEntry } from 'kafkajs';
import { Logger } from '@nestjs/common';

const LEVELS = { error: logLevel.ERROR, warn: logLevel.WARN, info: logLevel.INFO } as const;

/** @param clientId names the process on the broker */
export function createKafka(brokers: readonly string[], clientId: string): Kafka {
  const logger = new Logger('Kafka');
  return new Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: 3_000,
    logLevel: LEVELS.warn,
    logCreator: () => (entry: LogEntry) => write(logger, entry),
  });
}

function write(logger: Logger, { level, namespace, log }: LogEntry): void {
  const { message, error } = log as { message: string; error?: string };
  const text = `${namespace}: ${message}${error ? ` (${error})` : ''}`;
  if (level === logLevel.ERROR) logger.error(text);
  else logger.warn(text);
}
