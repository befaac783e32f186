import type { RowOutcome } from '../offline/translated-row.js';

export interface Reason {
  readonly kind: 'waits' | 'parked';
  readonly table: string;
  readonly reason: string;
  readonly rows: number;
  /** one of the rows */
  readonly example: string;
}

/** Rows that gave no events, by why; reasons that differ only in a key are one reason. */
export class SetAside {
  private readonly reasons = new Map<string, Reason>();

  note(table: string, rowKey: string, outcome: Exclude<RowOutcome, { kind: 'events' }>): void {
    const { kind, reason } = outcome;
    const id = JSON.stringify([kind, table, reason.replace(/\brow \S+/, 'row …')]);
    const before = this.reasons.get(id);
    const rows = (before?.rows ?? 0) + 1;
    this.reasons.set(id, {
      kind,
      table,
      rows,
      reason: before?.reason ?? reason,
      example: before?.example ?? rowKey,
    });
  }

  get list(): readonly Reason[] {
    return [...this.reasons.values()].toSorted((one, other) => other.rows - one.rows);
  }
}
