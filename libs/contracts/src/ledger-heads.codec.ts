import { decode } from './decode.js';
import { ledgerHeadV1, type LedgerHeadV1 } from './ledger-heads.v1.js';
import type { KafkaRecord } from './stock-event.codec.js';

export const encodeLedgerHead = (message: LedgerHeadV1): KafkaRecord => ({
  key: String(message.partition),
  value: JSON.stringify(message),
  headers: {},
});

/** @throws PoisonMessageError */
export const decodeLedgerHead = (value: Buffer | null): LedgerHeadV1 =>
  decode('ledger_head', ledgerHeadV1, value);
