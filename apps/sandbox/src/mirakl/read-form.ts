import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';

/** The form's file of that name as text. @returns undefined for what is no form, or has no such file */
export async function fileOf(
  body: unknown,
  contentType: string,
  name: string,
): Promise<string | undefined> {
  if (!Buffer.isBuffer(body)) return undefined;
  let file: Promise<Buffer | undefined> | undefined;
  try {
    const headers: BusboyHeaders = { 'content-type': contentType };
    const form = new Busboy({ headers });
    form.on('file', (field, stream) => {
      // What is cut off fails here too, and is told by the form.
      const content = buffer(stream).catch(() => undefined);
      if (field === name) file = content;
    });
    form.end(body);
    await once(form, 'finish');
    return (await file)?.toString('utf8');
  } catch {
    return undefined;
  }
}
