import type { NameFact } from './facts.js';

/** What a source calls an item or a place at the end; empty: nothing. */
export type NameOf = (source: string, of: 'item' | 'place', id: string) => string;

export function namesOf(names: readonly NameFact[]): NameOf {
  const sorted = [...names].sort((a, b) => a.at - b.at);
  const last = new Map(sorted.map((fact) => [`${fact.source}|${fact.of}|${fact.id}`, fact.name]));
  return (source, of, id) => last.get(`${source}|${of}|${id}`) ?? '';
}
