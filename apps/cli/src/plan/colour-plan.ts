import { styleText } from 'node:util';

const COLOURS = { '+': 'green', '-': 'red', '~': 'yellow', '!': 'magenta' } as const;
const SIGNED = /^ +([+\-~!]) /;

/** Lines of a plan in the colours of their signs, where a terminal shows them. */
export const coloured = (
  lines: readonly string[],
  to: Pick<NodeJS.WriteStream, 'isTTY'>,
  env: NodeJS.ProcessEnv,
): readonly string[] => {
  if (!to.isTTY || (env['NO_COLOR'] ?? '') !== '') return lines;
  return lines.map((line) => {
    const sign = SIGNED.exec(line)?.[1] as keyof typeof COLOURS | undefined;
    return sign === undefined ? line : styleText(COLOURS[sign], line, { validateStream: false });
  });
};
