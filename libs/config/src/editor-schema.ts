import { z } from 'zod';
import { policySchema } from './policy.schema.js';
import { isSecretKey } from './secret-keys.js';

/** The JSON Schema of the policy file for editors; any text may hold `${env:…}` or `${file:…}`. */
export function editorSchema(): object {
  const schema = z.toJSONSchema(policySchema, {
    io: 'input',
    override: ({ jsonSchema, path }) => {
      if (jsonSchema.type !== 'string' || path.includes('propertyNames')) return;
      if (jsonSchema.format === 'uri') delete jsonSchema.format;
      if (jsonSchema.pattern !== undefined) {
        jsonSchema.pattern = `(?:${jsonSchema.pattern})|${placeholderAt(path)}`;
      }
    },
  });
  return { ...schema, title: 'Policy file of Shelfwire' };
}

/** A secret may stand where nobody is shown what stands there. */
const placeholderAt = (path: readonly (string | number)[]): string =>
  path.some((step) => isSecretKey(String(step)))
    ? String.raw`\$\{(?:env|file|secret):`
    : String.raw`\$\{(?:env|file):`;
