import { z } from 'zod';
import { packSchema } from './pack.schema.js';

/** The JSON Schema of a pack's `pack.yaml`, for editors. */
export const packEditorSchema = (): object => ({
  ...z.toJSONSchema(packSchema, { io: 'input' }),
  title: 'Connector pack of Shelfwire',
});
