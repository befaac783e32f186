import { closest, distance } from 'fastest-levenshtein';

const LONGEST_LIST = 12;

/** The candidate that the name was most likely meant to be, or undefined when none is near. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const wanted = name.toLowerCase();
  const contained = candidates.filter((candidate) => overlaps(wanted, candidate.toLowerCase()));
  const best = closest(name, contained.length > 0 ? contained : [...candidates]);
  const tolerated = Math.max(2, Math.ceil(Math.max(name.length, best.length) * 0.4));
  const near = distance(wanted, best.toLowerCase()) <= tolerated;
  return near || contained.length > 0 ? best : undefined;
}

const overlaps = (left: string, right: string): boolean =>
  Math.min(left.length, right.length) >= 4 && (left.includes(right) || right.includes(left));

/** A hint that names the nearest candidate, else lists what is valid. */
export function suggest(name: string, candidates: readonly string[]): string | null {
  const near = nearest(name, candidates);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (candidates.length === 0) return null;
  const shown = candidates.slice(0, LONGEST_LIST).join(', ');
  return `valid here: ${shown}${candidates.length > LONGEST_LIST ? ', …' : ''}`;
}
