/**
 * What a line of the ledger says, by column of `ledger_line`; whole numbers and decimals as text, times
 * UTC ISO 8601; undefined where the column is null. A line that no source row led to (`kind` is
 * `recompute`) leaves out what would tell of one.
 */
export interface LedgerLine {
  readonly event_id: string;
  readonly sku: string;
  readonly location?: string | undefined;
  readonly bucket?: string | undefined;
  readonly kind: string;
  readonly effect: string;
  readonly change?: string | undefined;
  readonly contributes?: string | undefined;
  readonly cause_type?: string | undefined;
  readonly cause_id?: string | undefined;
  readonly cause_line?: string | undefined;
  readonly source?: string | undefined;
  readonly table_name?: string | undefined;
  readonly row_key?: string | undefined;
  readonly rule: string;
  readonly op?: string | undefined;
  readonly epoch?: number | undefined;
  readonly position?: string | undefined;
  readonly transaction_id?: string | undefined;
  readonly cdc_topic?: string | undefined;
  readonly cdc_partition?: number | undefined;
  readonly cdc_offset?: string | undefined;
  readonly input_offset: string;
  /** the item version that the line led to */
  readonly version: string;
  readonly policy_version: string;
  readonly occurred_at?: string | undefined;
  readonly recorded_at?: string | undefined;
  readonly ingested_at?: string | undefined;
  readonly applied_at: string;
  /** on the last line of a version only: what each channel may sell at it, by channel id */
  readonly channels?: Readonly<Record<string, unknown>> | undefined;
  /** when the change was put on Kafka by the connector */
  readonly captured_at?: string | undefined;
  /** beside `channels`: what these followed from beside stock, policy and terms, by location */
  readonly basis?: Readonly<Record<string, unknown>> | undefined;
}
