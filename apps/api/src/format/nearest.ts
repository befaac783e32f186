import { distance } from 'fastest-levenshtein';

/** The known name that a mistyped one most likely means; undefined when none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const tolerated = Math.max(1, Math.floor(name.length / 3));
  let best: string | undefined;
  let bestDistance = tolerated + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const far = distance(name.toLowerCase(), candidate.toLowerCase());
    if (far < bestDistance) [best, bestDistance] = [candidate, far];
  }
  return best;
}
