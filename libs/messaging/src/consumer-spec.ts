/** The span of a partition that the broker still holds: [low, high). */
export interface LogSpan {
  readonly topic: string;
  readonly partition: number;
  readonly low: bigint;
  readonly high: bigint;
}

/** What a batch handler consumes, and where it begins. Offsets live with the state, not in Kafka (I1). */
export interface ConsumerSpec {
  readonly groupId: string;
  readonly topics: readonly string[];
  /** asked at each assignment, before the partition's first batch */
  readonly startFrom: (span: LogSpan) => Promise<bigint>;
  /** whether to tell Kafka how far the group has come: a hint for lag tools, never relied on */
  readonly commitsHints: boolean;
}
