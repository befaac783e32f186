/** What may stand behind a backslash in COPY's text format; any other character stands for itself. */
const MEANINGS: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const NULL = '\\N';

/** The columns of one line of COPY's text format. */
export function readCopyLine(line: string): (string | null)[] {
  const fields: (string | null)[] = line.split('\t');
  if (!line.includes('\\')) return fields;
  return fields.map((field) => (field === NULL || field === null ? null : plain(field)));
}

const plain = (field: string): string =>
  field.replace(/\\(.)/gs, (_escaped, character: string) => MEANINGS[character] ?? character);
