import type { Cause, LedgerLine } from './explain.schema.js';

type Named = Pick<Cause, 'kind' | 'type' | 'id' | 'line'>;
type Reasoned = Pick<LedgerLine, 'location' | 'kind' | 'cause' | 'causes'>;

/**
 * Why a line moved stock, for people: `sale 536365 line 3`. A plain level has no reason of its own: other
 * rows of the same transaction give it, those of the same location first, those with a document before
 * those that only name a kind.
 *
 * @returns null when nobody named one
 */
export function reasonOf({ location, kind, cause, causes }: Reasoned): string | null {
  if (cause) return causeText({ kind, ...cause });
  const here = causes.filter((candidate) => candidate.location === location);
  const nearest = here.length > 0 ? here : causes;
  const withDocument = nearest.filter(({ id }) => id !== null && id !== '');
  const telling = withDocument.length > 0 ? mostExact(withDocument) : nearest;
  const texts = [...new Set(telling.map(causeText))].filter((text) => text !== null);
  if (texts.length > 0) return texts.join(' and ');
  return causeText({ kind, type: null, id: null, line: null });
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

function causeText({ kind, type, id, line }: Named): string | null {
  const what = kind === 'level' ? null : words(kind);
  if (type === null || id === null || id === '') return what;
  const document = `${words(type)} ${id}${line === null ? '' : ` line ${line}`}`;
  return what === null || kind === type ? document : `${what} (${document})`;
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
