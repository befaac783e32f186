interface Ban {
  readonly pattern: RegExp;
  readonly why: string;
  /** files in which it may stand */
  readonly except?: RegExp;
}

// The patterns are written so that they do not match this file itself.
const BANS: readonly Ban[] = [
  {
    pattern:
      /\bregistry\.(?:npmjs\.org|yarnpkg\.com|hub\.docker\.com)|\brepo1?\.maven\.(?:org|apache\.org)/,
    why: 'names the host of a registry; the clients know their own',
  },
  {
    pattern: /(?<![\w./:~$}-])\/(?:home|Users|root|work|workspace)\/[\w.-]+/,
    why: 'is an absolute path of one machine',
  },
  {
    pattern:
      /\b(?:oxlint|eslint)-disable|\bprettier-ignore\b|@ts-(?:ignore|nocheck|expect-error)\b/,
    why: 'switches a check off; mend what it reports',
    except: /\.md$|^\.oxlintrc\.json$/,
  },
];

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  readonly why: string;
}

/** Lines of a text file that carry what no tracked file may carry. */
export function bannedWords(path: string, content: string): Finding[] {
  return content.split('\n').flatMap((text, index) =>
    BANS.filter(({ except }) => !except?.test(path)).flatMap(({ pattern, why }) => {
      const match = pattern.exec(text);
      return match ? [{ path, line: index + 1, text: match[0], why }] : [];
    }),
  );
}
