import { nearest, type Policy, type SourcePolicy } from '#config';
import { ProblemException } from '../http/problem.js';

/** @throws ProblemException 404, naming the nearest source */
export function findSource({ sources }: Pick<Policy, 'sources'>, id: string): SourcePolicy {
  const found = Object.hasOwn(sources, id) ? sources[id] : undefined;
  if (found) return found;
  const suggestion = nearest(id, Object.keys(sources));
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  const detail = `The policy names no source ${id}.${hint}`;
  throw new ProblemException(404, 'unknown_source', 'Unknown source', detail, suggestion);
}
