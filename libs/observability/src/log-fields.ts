/**
 * The fields that log lines carry beside their message, by the names of docs/logs-and-traces.md. Offsets and
 * epochs are text: they may be larger than JSON's numbers are exact.
 */
export interface LogFields {
  readonly stage?: string;
  readonly topic?: string;
  readonly partition?: number;
  readonly offset?: string;
  /** `topic/partition:first-last`, where a line concerns several messages */
  readonly positions?: readonly string[];
  readonly eventId?: string;
  readonly source?: string | undefined;
  readonly location?: string | undefined;
  readonly channel?: string | undefined;
  readonly connector?: string;
  readonly receiver?: string;
  readonly code?: string;
  readonly alert?: string;
  readonly subject?: string;
  readonly epoch?: string;
}

/** Messages of one partition. */
export interface Stretch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly { readonly offset: bigint }[];
}

/** `topic/partition:first-last`, as logs and traces name where messages are. */
export function positionOf({ topic, partition, messages }: Stretch): string {
  const [first, last] = [messages[0]?.offset, messages.at(-1)?.offset];
  return `${topic}/${partition}:${first ?? ''}-${last ?? ''}`;
}
