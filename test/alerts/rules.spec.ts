import { Metrics } from '#observability';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const RULES = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string().optional(),
          record: z.string().optional(),
          expr: z.string(),
          labels: z.record(z.string(), z.string()).optional(),
          annotations: z.record(z.string(), z.string()).optional(),
        }),
      ),
    }),
  ),
});

const DASHBOARD = z.object({
  uid: z.string(),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      datasource: z.object({ uid: z.string() }),
      targets: z.array(z.object({ expr: z.string() })),
    }),
  ),
});

const read = (path: string): string => readFileSync(path, 'utf8');
const rules = RULES.parse(parse(read('ops/prometheus/rules.yml'))).groups.flatMap(
  (group) => group.rules,
);
const alerts = rules.filter(({ alert }) => alert !== undefined);
const dashboard = DASHBOARD.parse(JSON.parse(read('ops/grafana/shelfwire.json')));

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

const anchors = (document: string): string[] =>
  [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? ''));

it.each(alerts)('$alert says how bad it is, what it is and what to do', (rule) => {
  expect(rule.labels?.['severity']).toMatch(/^(critical|warning|none)$/);
  expect(rule.annotations?.['summary']).toMatch(/\w/);
  expect(rule.annotations?.['description']).toMatch(/\.$/);
  const [document = '', anchor] = rule.annotations?.['runbook']?.split('#') ?? [];
  expect(anchors(document)).toContain(anchor);
  expect(anchors('docs/alerts.md')).toContain(rule.alert?.toLowerCase());
});

it('documents no alert that is not there', () => {
  const documented = [...read('docs/alerts.md').matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  expect(new Set(documented)).toEqual(new Set(alerts.map(({ alert }) => alert)));
});

it('asks only for metrics and labels that the apps have', async () => {
  const registered = await new Metrics().registry.getMetricsAsJSON();
  const series = new Set(
    registered.flatMap(({ name, type }) =>
      // the type of the library says string, its values are those of an enum
      String(type) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
  const asked = [...rules, ...dashboard.panels.flatMap(({ targets }) => targets)].flatMap(
    ({ expr }) => expr.match(/\binv_\w+/g) ?? [],
  );
  expect([...new Set(asked)].filter((name) => !series.has(name))).toEqual([]);
  expect(new Set(asked).size).toBeGreaterThan(7);
});

it('asks only for metrics of Debezium that the JMX exporter names', () => {
  const exported = read('ops/jmx/connect.yml');
  const asked = new Set(
    [...rules, ...dashboard.panels.flatMap(({ targets }) => targets)].flatMap(({ expr }) =>
      [...expr.matchAll(/debezium_metrics_(\w+)/g)].map(([, name = '']) => name),
    ),
  );
  expect(asked.size).toBeGreaterThan(1);
  for (const name of asked) expect(exported).toMatch(new RegExp(`[(|]${name}[(|)?]`));
});

it('records every series that an alert asks for', () => {
  const recorded = new Set(rules.map(({ record }) => record));
  const asked = alerts.flatMap(({ expr }) => expr.match(/inv:\w+:\w+/g) ?? []);
  expect(asked).toHaveLength(6);
  expect(asked.filter((name) => !recorded.has(name))).toEqual([]);
});

it('has a dashboard whose panels ask a source of data that is chosen on it', () => {
  expect(dashboard.templating.list).toContainEqual(
    expect.objectContaining({ name: 'datasource', type: 'datasource' }),
  );
  expect(new Set(dashboard.panels.map(({ datasource }) => datasource.uid))).toEqual(
    new Set(['${datasource}']),
  );
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});
