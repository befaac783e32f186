import { readFileSync } from 'node:fs';

/** A metric as docs/metrics.md has it. */
export interface DocumentedMetric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
}

const ROW = /^\| `(inv_\w+)` +\| (\w+) +\| ([^|]*)\|/gm;

export const documentedMetrics = (): readonly DocumentedMetric[] =>
  [...readFileSync('docs/metrics.md', 'utf8').matchAll(ROW)].map(
    ([, name = '', type = '', labels = '']) => ({
      name,
      type,
      labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label),
    }),
  );

const TYPE = /^# TYPE (inv_\w+) (\w+)$/gm;
const SAMPLE = /^(inv_\w+?)(?:_bucket|_sum|_count)?\{([^}]*)\}/gm;

/** What an answer in Prometheus' text format has: every metric with its type, and the labels of its samples. */
export function exposedMetrics(text: string): readonly DocumentedMetric[] {
  const labels = new Map<string, Set<string>>();
  for (const [, name = '', pairs = ''] of text.matchAll(SAMPLE)) {
    const seen = labels.get(name) ?? new Set();
    for (const [, label = ''] of pairs.matchAll(/(\w+)="/g)) if (label !== 'le') seen.add(label);
    labels.set(name, seen);
  }
  return [...text.matchAll(TYPE)].map(([, name = '', type = '']) => ({
    name,
    type,
    labels: [...(labels.get(name) ?? [])],
  }));
}
