/** Upper bounds of the bins, in tenths of a unit; the last one holds whatever is larger. */
const BOUNDS: readonly number[] = [
  1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048, 4096,
  8192, 16_384, 32_768, 65_536, 100_000,
].map((units) => units * 10);

/** How many lines fell into which bin: pairs of bin and count, by bin, none of them zero. */
export type LineSizes = readonly (readonly [bin: number, count: number])[];

export function binOf(tenths: number): number {
  const bin = BOUNDS.findIndex((bound) => tenths <= bound);
  return bin === -1 ? BOUNDS.length - 1 : bin;
}

/** The sizes with some lines more, or fewer, in one bin. */
export function withLines(sizes: LineSizes, bin: number, lines: number): LineSizes {
  const others = sizes.filter(([other]) => other !== bin);
  const count = lines + (sizes.find(([other]) => other === bin)?.[1] ?? 0);
  if (count === 0) return others;
  return [...others, [bin, count] as const].sort(([a], [b]) => a - b);
}

/** Units that the given part of lines do not exceed, rounded up to the bin's bound; 0 without lines. */
export function lineQuantile(sizes: readonly LineSizes[], part: number): number {
  const counts = BOUNDS.map(() => 0);
  for (const [bin, count] of sizes.flat()) {
    if (bin in counts) counts[bin] = (counts[bin] ?? 0) + count;
  }
  const total = counts.reduce((sum, count) => sum + Math.max(0, count), 0);
  if (total === 0) return 0;
  let reached = 0;
  const bin = counts.findIndex((count) => (reached += Math.max(0, count)) >= part * total);
  return (BOUNDS[bin === -1 ? BOUNDS.length - 1 : bin] ?? 0) / 10;
}
