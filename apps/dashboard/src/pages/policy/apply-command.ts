/** The command that takes a plan's steps. @param losing ids of those that lose something */
export const applyCommand = (losing: readonly string[]): string =>
  ['npx shelfwire apply', ...losing.map((id) => `--approve ${id}`), '--reason "…"'].join(' ');
