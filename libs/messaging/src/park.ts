import type { PoisonMessageError } from '#contracts';
import type { EntityManager } from 'typeorm';

/** A message that can never work, with the bytes to work on later. */
export interface Poison {
  readonly message: {
    readonly topic: string;
    readonly partition: number;
    readonly offset: bigint;
    readonly key: Buffer | null;
    readonly value: Buffer | null;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly error: PoisonMessageError;
}

/** Sets messages aside with key, reason and bytes; their neighbours go on (promise I8). */
export async function parkMessages(
  manager: EntityManager,
  stage: string,
  poisons: readonly Poison[],
): Promise<void> {
  for (const { message, error } of poisons) {
    await manager.query(
      `INSERT INTO parked_message
         (stage, topic, partition, "offset", key, value, headers, code, reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (stage, topic, partition, "offset") DO NOTHING`,
      [
        stage,
        message.topic,
        message.partition,
        message.offset.toString(),
        message.key,
        message.value,
        JSON.stringify(message.headers ?? {}),
        error.code,
        error.message,
      ],
    );
  }
}
