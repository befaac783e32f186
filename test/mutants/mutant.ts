/** Which test must fail: one of a file, alone or on the stack, or some seeds of the simulation. */
export type Catcher =
  | { readonly unit: string; readonly named: string }
  | { readonly medium: string; readonly named: string }
  | { readonly seeds: number; readonly from?: number };

/** A bug, planted by replacing a text that stands once in its file. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly search: string;
  readonly replacement: string;
  readonly caughtBy: Catcher;
}

/** @throws Error when the text is not there exactly once */
export function mutated(source: string, { name, file, search, replacement }: Mutant): string {
  const parts = source.split(search);
  if (parts.length === 2) return parts.join(replacement);
  throw new Error(
    `mutant "${name}": its text stands ${parts.length - 1} times in ${file}, expected once; ` +
      'write the mutant anew for what the code says now',
  );
}
