import { resolve } from 'node:path';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { availabilityEventSchema } from './availability-event-schema.js';

it('is in step with docs/webhook.schema.json (vitest --update writes it)', async () => {
  const text = JSON.stringify(availabilityEventSchema());
  await expect(await format(text, { parser: 'json', printWidth: 100 })).toMatchFileSnapshot(
    resolve('docs/webhook.schema.json'),
  );
});
