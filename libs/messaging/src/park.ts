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

/** A reason may quote what it is about. */
const LONGEST_REASON = 2000;

/** What PostgreSQL keeps in no text: NUL, and half a surrogate pair. */
const storable = (text: string): string => text.replaceAll(/\0|\p{Cs}/gu, '\u{fffd}');

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
        JSON.stringify(message.headers ?? {}, (_name, value: unknown) =>
          typeof value === 'string' ? storable(value) : value,
        ),
        error.code,
        storable(error.message).slice(0, LONGEST_REASON),
      ],
    );
  }
}
