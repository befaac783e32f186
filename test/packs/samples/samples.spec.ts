import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadPack } from '#mapping';
import { describe, expect, it } from 'vitest';
import { replaySample } from './replay-sample.js';

const CONNECTORS = resolve('connectors');
const folders = readdirSync(CONNECTORS).filter((name) =>
  existsSync(join(CONNECTORS, name, 'pack.yaml')),
);
const samplesOf = (folder: string): readonly string[] =>
  readdirSync(join(CONNECTORS, folder, 'samples')).filter((name) => name.endsWith('.jsonl'));
const samples = folders.flatMap((folder) => samplesOf(folder).map((name) => [folder, name]));

describe('every pack', () => {
  it.each(folders)('%s has a sample', (folder) => {
    expect(samplesOf(folder)).not.toEqual([]);
  });

  it.each(samples)(
    '%s makes of samples/%s what is written beside it (vitest --update writes it)',
    async (folder = '', name = '') => {
      const file = join(CONNECTORS, folder, 'samples', name);
      const lines = replaySample(loadPack(join(CONNECTORS, folder)), readFileSync(file, 'utf8'));

      await expect(lines).toMatchFileSnapshot(file.replace(/jsonl$/, 'events.txt'));
    },
  );
});
