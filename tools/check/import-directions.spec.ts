import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const PACKAGE = {
  type: 'module',
  imports: { '#*': { '@shelfwire/source': './libs/*/src/index.ts' } },
  dependencies: { kept: '1.0.0' },
  devDependencies: { dropped: '1.0.0' },
};

const LIBS =
  'domain contracts config observability mapping messaging storage channels connect unlisted'.split(
    ' ',
  );

/** A tree that breaks no rule: every allowed kind of import occurs once. */
const CLEAN: Record<string, string> = {
  'package.json': JSON.stringify(PACKAGE),
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext" } }',
  'node_modules/kept/index.js': 'export {};',
  'node_modules/kept/package.json': '{ "name": "kept", "exports": "./index.js" }',
  'node_modules/dropped/index.js': 'export {};',
  'node_modules/dropped/package.json': '{ "name": "dropped", "exports": "./index.js" }',
  ...Object.fromEntries(LIBS.map((lib) => [`libs/${lib}/src/index.ts`, "export * from './a.js';"])),
  ...Object.fromEntries(LIBS.map((lib) => [`libs/${lib}/src/a.ts`, 'export const a = 1;'])),
  'libs/domain/src/a.spec.ts': "import 'dropped'; import './a.js';",
  'libs/contracts/src/b.ts': "import 'kept'; import '#domain'; import '#config';",
  'libs/mapping/src/b.ts': "import '#domain'; import '#contracts'; import '#observability';",
  'libs/messaging/src/b.ts': "import '#domain'; import '#contracts';",
  'libs/storage/src/b.ts': "import '#domain'; import 'node:fs';",
  'libs/channels/src/b.ts': "import '#domain';",
  'libs/connect/src/b.ts': "import '#mapping'; import '#storage'; import '#config';",
  'apps/api/src/main.ts': "import '#storage'; import '#domain'; import './a.js';",
  'apps/api/src/a.ts': "import 'kept'; export const a = 1;",
  'apps/api/src/answer.schema.ts': 'export interface Answer { readonly a: 1 }',
  'apps/dashboard/src/main.ts':
    "import 'dropped'; import type { Answer } from '../../api/src/answer.schema.js';",
  'apps/standalone/src/main.ts': "import '../../api/src/a.js';",
  'tools/demo/main.ts': "import '#config'; import 'dropped'; import '../stack/stack.js';",
  'tools/stack/stack.ts': 'export const stack = 1;',
  'test/support/start.ts': "import '../../tools/stack/stack.js'; import '../../apps/api/src/a.js';",
  'test/oracle/a.ts': 'export const a = 1;',
  'test/oracle/b.ts': "import './a.js';",
  'test/sim/compare.ts': "import '../oracle/b.js'; import '#domain';",
  'bench/latency.ts': "import '../tools/stack/stack.js'; import '#contracts';",
};

/** One planted file for each rule, and more where a rule has several sides: rule, path, content. */
const VIOLATIONS: readonly (readonly [rule: string, path: string, content: string])[] = [
  ['no-circular', 'libs/domain/src/loop.ts', "import './loop.js';"],
  ['no-circular', 'libs/channels/src/a.ts', "export type { a as b } from '#channels';"],
  ['not-to-unresolvable', 'apps/api/src/lost.ts', "import './nowhere.js';"],
  ['not-to-unresolvable', 'apps/api/src/lost-lib.ts', "import '#nowhere';"],
  ['domain-imports-nothing', 'libs/domain/src/fs.ts', "import 'node:fs';"],
  ['domain-imports-nothing', 'libs/domain/src/package.ts', "import 'kept';"],
  ['domain-imports-nothing', 'libs/domain/src/config.ts', "import '#config';"],
  ['domain-imports-nothing', 'libs/domain/src/t.ts', "import type { a } from '#contracts';"],
  ['config-imports-only-what-it-may', 'libs/config/src/x.ts', "import '#domain';"],
  ['observability-imports-only-what-it-may', 'libs/observability/src/x.ts', "import '#domain';"],
  ['contracts-imports-only-what-it-may', 'libs/contracts/src/x.ts', "import '#storage';"],
  ['mapping-imports-only-what-it-may', 'libs/mapping/src/x.ts', "import '#messaging';"],
  [
    'messaging-imports-only-what-it-may',
    'libs/messaging/src/x.ts',
    "import type { a } from '#storage';",
  ],
  ['storage-imports-only-what-it-may', 'libs/storage/src/x.ts', "import '#contracts';"],
  ['channels-imports-only-what-it-may', 'libs/channels/src/x.ts', "import '#storage';"],
  ['connect-imports-only-what-it-may', 'libs/connect/src/x.ts', "import '#unlisted';"],
  ['unlisted-lib-imports-no-library', 'libs/unlisted/src/x.ts', "import '#domain';"],
  ['libs-never-import-apps', 'libs/storage/src/y.ts', "import '../../../apps/api/src/a.js';"],
  ['apps-never-import-apps', 'apps/publisher/src/x.ts', "import '../../api/src/a.js';"],
  ['apps-never-import-apps', 'apps/api/src/y.ts', "import '../../standalone/src/main.js';"],
  ['front-door-only', 'apps/api/src/x.ts', "import '../../../libs/domain/src/a.js';"],
  ['front-door-only', 'tools/demo/x.ts', "import '../../libs/config/src/a.js';"],
  ['front-door-only', 'bench/x.ts', "import '../libs/config/src/a.js';"],
  ['front-door-only-between-libs', 'libs/storage/src/z.ts', "import '../../domain/src/a.js';"],
  ['product-imports-no-tools', 'apps/cli/src/x.ts', "import '../../../tools/stack/stack.js';"],
  ['product-imports-no-tools', 'libs/config/src/y.ts', "import '../../../test/support/start.js';"],
  ['oracle-imports-only-itself', 'test/oracle/x.ts', "import '#domain';"],
  [
    'oracle-imports-only-itself',
    'test/oracle/y.ts',
    "import type { a } from '../support/start.js';",
  ],
  ['product-imports-no-dev-dependency', 'apps/cli/src/y.ts', "import 'dropped';"],
  [
    'dashboard-imports-only-types-of-the-api',
    'apps/dashboard/src/x.ts',
    "import '../../api/src/a.js';",
  ],
  [
    'dashboard-imports-only-the-api',
    'apps/dashboard/src/y.ts',
    "import type { a } from '#contracts';",
  ],
];

let tree: string;

function plant(files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  }
}

/** Runs the rules of the project over the planted tree: `rule path` of each finding. */
async function findings(): Promise<string[]> {
  const { forbidden, options } = await extractConfig(
    join(process.cwd(), '.dependency-cruiser.mjs'),
  );
  const asConfigured: ICruiseOptions = { ...options, baseDir: tree, validate: true };
  const rules = { ...asConfigured, ruleSet: { forbidden: forbidden ?? [] } };
  const roots = ['apps', 'libs', 'tools', 'test', 'bench'];
  const { output } = await cruise(roots, rules, {
    conditionNames: options?.enhancedResolveOptions?.conditionNames ?? [],
  });
  const { violations } = (output as ICruiseResult).summary;
  return violations.map(({ rule, from }) => `${rule.name} ${from}`);
}

describe('the import directions', () => {
  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), 'shelfwire-directions-'));
    plant(CLEAN);
  });

  afterEach(() => {
    rmSync(tree, { recursive: true, force: true });
  });

  it('let a clean tree pass', async () => {
    expect(await findings()).toEqual([]);
  });

  it('report every planted violation, and nothing else', async () => {
    plant(Object.fromEntries(VIOLATIONS.map(([, path, content]) => [path, content])));
    const reported = await findings();

    expect(reported.toSorted()).toEqual(
      VIOLATIONS.map(([rule, path]) => `${rule} ${path}`).toSorted(),
    );
  });
});
