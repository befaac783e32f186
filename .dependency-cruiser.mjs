/** Libraries that anyone but the domain may import; observability starts apps, so it reads config. */
const leaves = ['access', 'config', 'observability'];

/**
 * What each library may import of the others; the directions of ARCHITECTURE.md.
 *
 * @type {Record<string, string[]>}
 */
const mayImport = {
  domain: [],
  access: [],
  config: [],
  observability: ['access', 'config'],
  contracts: ['domain', ...leaves],
  mapping: ['domain', 'contracts', ...leaves],
  messaging: ['domain', 'contracts', ...leaves],
  storage: ['domain', ...leaves],
  ledger: ['domain', ...leaves],
  channels: ['domain', ...leaves],
  plan: ['domain', 'contracts', 'mapping', 'messaging', 'storage', 'connect', ...leaves],
  notifications: ['channels', ...leaves],
  connect: ['domain', 'contracts', 'mapping', 'messaging', 'storage', 'channels', ...leaves],
};

const specs = '\\.(spec|medium)\\.ts$';
/** @param {string[]} names */
const anyOf = (names) => `(?:${names.join('|')})`;

/** @param {[lib: string, allowed: string[]]} direction */
const directionOf = ([lib, allowed]) => ({
  name: `${lib}-imports-only-what-it-may`,
  comment: `libs/${lib} may import ${allowed.join(', ') || 'no other library'}`,
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: '^libs/', pathNot: `^libs/${anyOf([lib, ...allowed])}/` },
});

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'domain-imports-nothing',
      comment: 'neither a package nor a module of Node; its specs may import the test runner',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: specs },
      to: { pathNot: '^libs/domain/' },
    },
    ...Object.entries(mayImport)
      .filter(([lib]) => lib !== 'domain')
      .map(directionOf),
    {
      name: 'unlisted-lib-imports-no-library',
      comment: 'a new library states its directions in this file first',
      severity: 'error',
      from: { path: `^libs/(?!${anyOf(Object.keys(mayImport))}/)([^/]+)/` },
      to: { path: '^libs/', pathNot: '^libs/$1/' },
    },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-never-import-apps',
      comment:
        'apps meet on topics or tables; standalone, which only assembles, is the exception, and the dashboard, which knows the shapes of answers',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/(standalone|dashboard)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'dashboard-imports-only-types-of-the-api',
      comment: 'it meets the API over HTTP; what it imports of it is gone when it is built',
      severity: 'error',
      from: { path: '^apps/dashboard/', pathNot: specs },
      to: { path: '^(apps|libs)/(?!dashboard/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'dashboard-imports-only-the-api',
      severity: 'error',
      from: { path: '^apps/dashboard/', pathNot: specs },
      to: { path: '^(apps|libs)/', pathNot: '^apps/(dashboard|api)/' },
    },
    {
      name: 'front-door-only',
      comment: 'a library is imported by its index.ts',
      severity: 'error',
      from: { pathNot: '^libs/' },
      to: { path: '^libs/[^/]+/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'front-door-only-between-libs',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'product-imports-no-tools',
      comment: 'tools, tests and benchmarks stay outside of what is shipped',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: specs },
      to: { path: '^(tools|test|bench)/' },
    },
    {
      name: 'oracle-imports-only-itself',
      comment: 'an oracle that shares code with the product shares its mistakes',
      severity: 'error',
      from: { path: '^test/oracle/', pathNot: specs },
      to: { pathNot: '^test/oracle/' },
    },
    {
      name: 'product-imports-no-dev-dependency',
      comment:
        'the image carries no development dependencies; the dashboard is bundled with its own',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [specs, '^apps/dashboard/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@shelfwire/source', 'import', 'node', 'default'],
    },
  },
};
