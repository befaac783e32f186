import type { FieldChange } from './step.js';

const SECRET_NAME = /pass(word|phrase)|secret|token|credential|jaas|private|(^|[._])key$/i;
/** A reference that the worker resolves tells nothing. */
const REFERENCE = /^\$\{[^}]*\}$/;
export const HIDDEN = '(hidden)';

/** Whether a setting's value may not be shown, going by its name and its form. */
export const isSecret = (name: string, value: string): boolean =>
  SECRET_NAME.test(name) && !REFERENCE.test(value);

/** Settings by their names: values that are secrets are not shown, nor known secrets in any other. */
export function hideSecrets(
  changes: readonly FieldChange[],
  secrets: readonly string[],
): FieldChange[] {
  const shown = (field: string, value: string | null) => {
    if (value === null) return null;
    if (isSecret(field, value)) return HIDDEN;
    return secrets.reduce((text, secret) => text.replaceAll(secret, HIDDEN), value);
  };
  return changes.map(({ field, from, to }) => ({
    field,
    from: shown(field, from),
    to: shown(field, to),
  }));
}
