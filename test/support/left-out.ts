const WITHOUT = new Set((process.env['SHELFWIRE_WITHOUT'] ?? '').split(','));

const NAMED: Readonly<Record<string, string>> = {
  tryton: 'test/packs/tryton/**',
  browser: '{apps/dashboard/**/*.medium.ts,test/dashboard/*.pipeline.ts}',
  prometheus: 'test/alerts/*.medium.ts',
  jmx: 'test/metrics/jmx.medium.ts',
};

/** Tests that this machine cannot run and that whoever runs them has left out by name; see CONTRIBUTING.md. */
export const LEFT_OUT: readonly string[] = Object.entries(NAMED)
  .filter(([name]) => WITHOUT.has(name))
  .map(([, files]) => files);
