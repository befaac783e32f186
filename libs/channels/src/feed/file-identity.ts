import type { BigIntStats } from 'node:fs';

/** Tells a file from the one that was in its place before, or was changed since. */
export const identityOf = ({ ino, mtimeNs, size }: BigIntStats): string =>
  `${ino} ${mtimeNs} ${size}`;
