/** What goes wrong with the next write to one SKU, whatever becomes of the others. */
export type RowFault =
  /** the answer tells nothing of it, though it was applied */
  | { readonly kind: 'left_out' }
  /** @param isApplied whether it was applied nevertheless */
  | {
      readonly kind: 'error';
      readonly statusCode: number;
      readonly errorId: number;
      readonly message: string;
      readonly isApplied: boolean;
    };
