/** Which test must fail: one of a file, alone or on the stack, or some seeds of the simulation. */
export type Catcher =
  | { readonly unit: string; readonly named: string }
  | { readonly medium: string; readonly named: string }
  | { readonly seeds: number; readonly from?: number };

/** A text that stands once in its file, and what is put in its place. */
export interface Edit {
  readonly file: string;
  readonly search: string;
  readonly replacement: string;
}

/** A bug that is planted. */
export interface Mutant extends Edit {
  readonly name: string;
  /** a second guard of the same promise, which would cover the bug up */
  readonly guard?: Edit;
  readonly caughtBy: Catcher;
}

export const editsOf = ({ guard, ...mutant }: Mutant): readonly Edit[] =>
  guard ? [mutant, guard] : [mutant];

/** @throws Error when the text is not there exactly once */
export function mutated(source: string, { file, search, replacement }: Edit): string {
  const parts = source.split(search);
  if (parts.length === 2) return parts.join(replacement);
  throw new Error(
    `the text "${search}" stands ${parts.length - 1} times in ${file}, expected once; ` +
      'write the mutant anew for what the code says now',
  );
}
