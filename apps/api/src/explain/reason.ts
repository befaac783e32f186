import type { Cause, LedgerLine } from './explain.schema.js';

type Reasoned = Pick<LedgerLine, 'location' | 'kind' | 'cause' | 'causes'>;

/**
 * Why a line moved stock, for people: `sale 536365 line 3`. A plain level has no reason of its own: the
 * annotate lines of the same transaction give it, those of the same location first.
 *
 * @returns null when nobody named one
 */
export function reasonOf({ location, kind, cause, causes }: Reasoned): string | null {
  if (cause) return documentText(kind, cause.type, cause.id, cause.line);
  const named = causes.filter(({ type, id }) => type !== null && id !== null);
  const here = named.filter((candidate) => candidate.location === location);
  const nearestCauses = here.length > 0 ? here : named;
  if (nearestCauses.length > 0)
    return [...new Set(mostExact(nearestCauses).map(causeText))].join(' and ');
  return kind === 'level' ? null : words(kind);
}

/** A document's line says more than the document alone. */
function mostExact(causes: readonly Cause[]): readonly Cause[] {
  const withLine = causes.filter(({ line }) => line !== null);
  const lined = new Set(withLine.map(documentKey));
  return [
    ...withLine,
    ...causes.filter((cause) => cause.line === null && !lined.has(documentKey(cause))),
  ];
}

const documentKey = ({ type, id }: Cause): string => JSON.stringify([type, id]);

const causeText = ({ kind, type, id, line }: Cause): string =>
  documentText(kind, type ?? '', id ?? '', line);

function documentText(kind: string, type: string, id: string, line: string | null): string {
  const document = `${words(type)} ${id}${line === null ? '' : ` line ${line}`}`;
  return kind === type || kind === 'level' ? document : `${words(kind)} (${document})`;
}

const words = (name: string): string => name.replaceAll('_', ' ');

const CHANGES = { insert: 'insert', update: 'update', delete: 'delete', snapshot: 'snapshot' };

/** What the newest line did, in one sentence. */
export function headline(line: LedgerLine): string {
  const { row, op } = line;
  const why = line.reason ?? `${CHANGES[op]} of ${row.table} ${row.rowKey}`;
  const by = line.change.startsWith('-') ? line.change : `+${line.change}`;
  return `${why} changed ${line.bucket} at ${line.location} by ${by}`;
}
