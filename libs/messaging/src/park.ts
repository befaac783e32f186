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
  /** digest of the pack that could not read it */
  readonly packVersion?: string;
}

/** A reason may quote what it is about. */
const LONGEST_REASON = 2000;

/** What PostgreSQL keeps in no text: NUL, and half a surrogate pair. */
const storable = (text: string): string => text.replaceAll(/\0|\p{Cs}/gu, '\u{fffd}');

/**
 * Sets messages aside with key, reason and bytes; their neighbours go on (promise I8). One that was parked
 * before and is tried again is parked with its new reason; what came is kept as it came.
 */
export async function parkMessages(
  manager: EntityManager,
  stage: string,
  poisons: readonly Poison[],
): Promise<void> {
  for (const { message, error, packVersion } of poisons) {
    await manager.query(
      `INSERT INTO parked_message AS parked
         (stage, topic, partition, "offset", key, value, headers, code, reason, pack_version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (stage, topic, partition, "offset") DO UPDATE
       SET state = 'parked', code = excluded.code, reason = excluded.reason,
           pack_version = excluded.pack_version, attempts = parked.attempts + 1,
           last_parked_at = now()
       WHERE parked.state = 'redriving'`,
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
        packVersion ?? null,
      ],
    );
  }
}
