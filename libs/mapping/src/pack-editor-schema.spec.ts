import { resolve } from 'node:path';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { packEditorSchema } from './pack-editor-schema.js';

it('is in step with docs/pack.schema.json (vitest --update writes it)', async () => {
  const text = await format(JSON.stringify(packEditorSchema()), {
    parser: 'json',
    printWidth: 100,
  });
  await expect(text).toMatchFileSnapshot(resolve('docs/pack.schema.json'));
});
