import type { KafkaRecord } from '#contracts';
import type { RecordProducer } from '#messaging';
import type { MemoryLogs } from '../kafka/memory-logs.js';
import type { Scheduler, Task } from '../run/scheduler.js';

/** What a stage is given to send records with. A broken send may have left its first records behind. */
export function stageProducer(
  logs: MemoryLogs,
  { scheduler, task, point }: { scheduler: Scheduler; task: Task; point: string },
): RecordProducer {
  const send = (topic: string, records: readonly KafkaRecord[]): Promise<void> => {
    if (records.length === 0) return Promise.resolve();
    const append = (some: readonly KafkaRecord[]) => {
      for (const record of some) logs.append(topic, record);
    };
    return scheduler.step(task, {
      point,
      run: () => append(records),
      half: () => append(records.slice(0, Math.ceil(records.length / 2))),
    });
  };
  return { send } as unknown as RecordProducer;
}
