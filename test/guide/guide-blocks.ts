import { readFileSync } from 'node:fs';

/** A block of code of a guide, in the order in which a reader meets it. */
export interface GuideBlock {
  readonly language: 'sh' | 'yaml';
  readonly text: string;
}

const FENCED = /^```(sh|yaml)\n([\s\S]*?)^```$/gm;

export const guideBlocks = (file: string): readonly GuideBlock[] =>
  [...readFileSync(file, 'utf8').matchAll(FENCED)].map(([, language, text = '']) => ({
    language: language === 'yaml' ? 'yaml' : 'sh',
    text,
  }));
