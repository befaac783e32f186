import { resolve } from 'node:path';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { editorSchema } from './editor-schema.js';

it('is in step with docs/shelfwire.schema.json (vitest --update writes it)', async () => {
  const text = await format(JSON.stringify(editorSchema()), { parser: 'json', printWidth: 100 });
  await expect(text).toMatchFileSnapshot(resolve('docs/shelfwire.schema.json'));
});
