/*
 * What sellers asked for and were answered, what became of it, and what the authorities sold: in this oracle's
 * own words. Amounts are whole thousandths, times milliseconds.
 */

/** One answered call. */
export interface AskedFact {
  readonly verb: 'make' | 'extend' | 'commit' | 'release';
  /** of a wish: its key, and what it asked for, as text that is the same for the same wish */
  readonly key: string;
  /** of a change: the claim that it was about; of a wish: the claim that it was told of, or nothing */
  readonly claim: string | null;
  readonly status: number;
  /** byte for byte */
  readonly body: string;
}

/** A claim at the end. */
export interface ClaimFact {
  readonly id: string;
  /** of the call that made it; null: it took the place of `readmits` */
  readonly key: string | null;
  readonly readmits: string | null;
  readonly isOrder: boolean;
  readonly state: string;
  readonly expiresAt: number | null;
  readonly committedAt: number | null;
  readonly endedAt: number | null;
  /** the document that the authority will show */
  readonly document: string | null;
  readonly lines: readonly ClaimLineFact[];
}

export interface ClaimLineFact {
  readonly sku: string;
  readonly shelf: string;
  readonly amount: number;
  readonly absorbed: number;
  readonly isHeld: boolean;
}

/** A movement that was taken to explain units of a claim. */
export interface AbsorptionFact {
  readonly claim: string;
  readonly sku: string;
  readonly shelf: string;
  readonly amount: number;
}

/** An authority's system has shown that so much was sold for a document. */
export interface SoldFact {
  readonly document: string;
  readonly sku: string;
  readonly shelf: string;
  readonly amount: number;
}

/** Claims rose at a place, to so much of so much. */
export interface AdmissionFact {
  readonly sku: string;
  readonly shelf: string;
  readonly available: number;
  readonly claimed: number;
  /** whether anybody but the retailer may claim there */
  readonly isOpen: boolean;
}

export interface ClaimHistory {
  readonly asked: readonly AskedFact[];
  readonly claims: readonly ClaimFact[];
  readonly absorptions: readonly AbsorptionFact[];
  readonly sold: readonly SoldFact[];
  readonly admissions: readonly AdmissionFact[];
  /** when due claims were last looked for */
  readonly sweptAt: number;
  /** after which an order that no authority shows is given up */
  readonly patienceMs: number;
}
