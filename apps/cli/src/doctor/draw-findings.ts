import type { Finding } from '#connect';

const MARK = { ok: 'ok     ', failed: 'FAILED ', skipped: 'skipped' } as const;

/** The findings by area; what failed with what was expected and how to mend it. */
export function drawFindings(findings: readonly Finding[]): string[] {
  const areas = [...new Set(findings.map(({ area }) => area))];
  return [
    ...areas.flatMap((area) => [
      area,
      ...findings.filter((each) => each.area === area).flatMap(draw),
    ]),
    '',
    verdict(findings),
  ];
}

function draw({ check, state, found, expected, mend }: Finding): string[] {
  return [
    ...indented(`  ${MARK[state]} ${check}: `, found),
    ...(expected === null ? [] : indented('            expected: ', expected)),
    ...(mend === null ? [] : indented('            to mend:  ', mend)),
  ];
}

function indented(label: string, text: string): string[] {
  const [first = '', ...rest] = text.split('\n');
  return [`${label}${first}`, ...rest.map((line) => `${' '.repeat(label.length)}${line}`)];
}

function verdict(findings: readonly Finding[]): string {
  const failures = findings.filter(({ state }) => state === 'failed').length;
  const checks = findings.length === 1 ? '1 check' : `${findings.length} checks`;
  if (failures === 0) return `Everything is well: ${checks}.`;
  return `${failures} of ${checks} failed.`;
}
