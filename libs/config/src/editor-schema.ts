import { z } from 'zod';
import { policySchema } from './policy.schema.js';

const PLACEHOLDER = String.raw`\$\{(?:env|file):`;

/** The JSON Schema of the policy file for editors; any text may hold `${env:…}` or `${file:…}`. */
export function editorSchema(): object {
  const schema = z.toJSONSchema(policySchema, {
    io: 'input',
    override: ({ jsonSchema, path }) => {
      if (jsonSchema.type !== 'string' || path.includes('propertyNames')) return;
      if (jsonSchema.format === 'uri') delete jsonSchema.format;
      if (jsonSchema.pattern !== undefined) {
        jsonSchema.pattern = `(?:${jsonSchema.pattern})|${PLACEHOLDER}`;
      }
    },
  });
  return { ...schema, title: 'Policy file of Shelfwire' };
}
