import { Metrics } from '#observability';
import { expect, it } from 'vitest';
import { documentedMetrics, exposedMetrics } from './documented-metrics.js';

/** What may tell two lines of a metric apart. An item is not among them, nor anything else that grows with them. */
const LABELS = new Set(
  [
    'stage source channel location topic connector receiver outcome code kind state status age query',
    'severity cause meaning cure page',
  ].flatMap((names) => names.split(' ')),
);

const registered = () =>
  new Metrics().registry
    .getMetricsAsArray()
    .map((metric) => ({
      name: String(Reflect.get(metric, 'name')),
      labels: [...(Reflect.get(metric, 'labelNames') as string[])],
    }))
    .filter(({ name }) => name.startsWith('inv_'))
    .toSorted((a, b) => a.name.localeCompare(b.name));

it('documents every metric once, with its type and its labels, and none that is not there', async () => {
  const types = new Map(
    exposedMetrics(await new Metrics().scrape()).map(({ name, type }) => [name, type]),
  );
  const there = registered().map((metric) => ({ ...metric, type: types.get(metric.name) }));
  const documented = documentedMetrics().toSorted((a, b) => a.name.localeCompare(b.name));
  expect(documented).toEqual(there);
  expect(there.length).toBeGreaterThan(30);
});

it('has no label whose values grow with the items', async () => {
  const labels = registered().flatMap((metric) => metric.labels);
  expect(labels.filter((label) => !LABELS.has(label))).toEqual([]);
});

it('names metrics as Prometheus asks: counters end in _total, and units are base units', async () => {
  for (const { name, type } of documentedMetrics()) {
    expect(`${name} ${name.endsWith('_total')}`).toBe(`${name} ${type === 'counter'}`);
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|kb|mb|percent)(_|$)/);
  }
});
