import { basename } from 'node:path';
import { readKeyRing, rotateSecrets, type Rotated } from '#config';
import { SubCommand } from 'nest-commander';
import { JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { secretsPlace } from './secrets-place.js';

@SubCommand({
  name: 'rotate',
  description: 'encrypt every secret with the first key, and tell which keys can go',
})
export class SecretsRotateCommand extends JsonCommand {
  async run(_: string[], { json = false }: JsonOption): Promise<void> {
    const { file, ...keys } = secretsPlace();
    const rotated = await rotateSecrets(file, readKeyRing(keys));
    if (json) printJson({ file, ...rotated });
    else drawRotated(basename(file), rotated).forEach(printLine);
  }
}

function drawRotated(file: string, { keyId, before, spare }: Rotated): string[] {
  const counts = Object.entries(before);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const were = counts.map(([id, count]) => `${count} with ${id}`).join(', ');
  return [
    total === 0
      ? `${file} has no secrets.`
      : `${total} of ${total} secrets are encrypted with the key ${keyId}; before: ${were}.`,
    ...(spare.length === 0
      ? []
      : [
          `Not needed by this file any more: ${spare.join(', ')}. Take them away once every copy of ${file} in use is this one.`,
        ]),
  ];
}
