import type { Store } from './places.js';

/** What a step moves; whole units, positive unless the kind says otherwise. */
export interface StepLine {
  readonly code: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

interface Named {
  /** unique in the whole replay */
  readonly name: string;
  /** business time of the data, UTC ISO 8601 */
  readonly at: string;
}

/** A new document, written with its lines. */
interface WithLines {
  readonly document: string;
  readonly lines: readonly StepLine[];
}

/** A step about an earlier step, whose document and lines it takes from the journal. */
interface About {
  readonly of: string;
}

/** One member per kind, so that a kind can be picked out of the union. */
type OfKind<Kind extends string, Rest> = Kind extends string
  ? { readonly kind: Kind } & Rest
  : never;

export type PosStep = Named & { readonly system: 'pos'; readonly store: Store } & (
    | OfKind<'sale' | 'return' | 'receipt' | 'transfer_out', WithLines>
    | OfKind<'damage', WithLines & { readonly note: string }>
    /** lines carry the difference between shelf and book: negative, zero or positive */
    | OfKind<'count', WithLines>
    | OfKind<'requisition', WithLines & { readonly to: Store }>
    | OfKind<'cancellation', About>
    | OfKind<'transfer_in', About & { readonly document: string }>
  );

export type WmsStep = Named & { readonly system: 'wms' } & (
    | OfKind<'order' | 'return' | 'purchase' | 'transfer_out' | 'damage', WithLines>
    /** lines carry the difference between shelf and book: negative, zero or positive */
    | OfKind<'count', WithLines>
    | OfKind<'shipment' | 'cancellation' | 'receipt', About>
    | OfKind<'transfer_in', About & { readonly document: string }>
  );

/** One transaction in one of the two databases. */
export type Step = PosStep | WmsStep;
