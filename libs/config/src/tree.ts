/** A mapping of any content. */
export type Tree = Readonly<Record<string, unknown>>;

/** The value as a mapping; what is none reads as an empty one. */
export const tree = (value: unknown): Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
