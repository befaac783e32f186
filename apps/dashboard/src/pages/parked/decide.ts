import type { Decided } from '../../../../api/src/parked/decision.schema.js';
import { PARKED_PATH, STATUS_PATH } from '../../api/queries.js';
import { write } from '../../api/request.js';

/** Which messages: some, or all that a filter admits. */
export type Choice =
  | { readonly ids: readonly string[] }
  | { readonly filter: Readonly<Record<string, string | number>> }
  | { readonly all: true };

export const CHANGES = [PARKED_PATH, `${PARKED_PATH}/groups`, STATUS_PATH];

export const decide = (
  what: 'redrive' | 'discard',
  choice: Choice,
  because: string,
): Promise<Decided> =>
  write('POST', `${PARKED_PATH}/${what}`, { ...choice, because, by: 'dashboard' });

export const edit = (id: string, value: string, because: string): Promise<Decided> =>
  write('PUT', `${PARKED_PATH}/${id}/value`, { value, because, by: 'dashboard' });

/** What is wrong with a value, in words; undefined: it may be one. */
export function complaintOf(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? undefined : 'It must be a JSON object, as the connector sends one';
  } catch (error) {
    return `It is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}
