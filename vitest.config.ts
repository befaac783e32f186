import { defineConfig } from 'vitest/config';
import { defaultServerConditions } from 'vite';
import { LEFT_OUT } from './test/support/left-out.js';
import { PATIENCE_MS } from './test/support/property-runs.js';

/** Node knows no condition `module`: what a package offers under it is for bundlers. */
const ofNode = defaultServerConditions.filter((condition) => condition !== 'module');
const source = { ssr: { resolve: { conditions: ['@shelfwire/source', ...ofNode] } } };

export default defineConfig({
  ...source,
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{apps,libs,tools,test}/**/*.spec.ts'],
          testTimeout: PATIENCE_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'medium',
          include: ['{apps,libs,tools,test}/**/*.medium.ts'],
          exclude: [...LEFT_OUT],
          globalSetup: ['./test/support/global-stack.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          // they wait more than they reckon, and keep apart by databases and namespaces
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'pipeline',
          include: ['test/**/*.pipeline.ts'],
          exclude: [...LEFT_OUT],
          globalSetup: ['./test/support/global-stack.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
