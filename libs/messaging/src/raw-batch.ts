/** A Kafka record as it came: nothing parsed, tombstones are null. */
export interface RawMessage {
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  /** broker or producer time, milliseconds */
  readonly timestampMs: number;
}

/** Records of one partition, in order. A handler gets several, at most one of each partition. */
export interface RawBatch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly RawMessage[];
  /** offset after the last record, control records included */
  readonly nextOffset: bigint;
  /** false once the partition has been taken away or the group is rebalancing */
  readonly alive: () => boolean;
}
