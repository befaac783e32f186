import 'reflect-metadata';
import { commandEnvironment, loadPolicy, readSettings } from '#config';
import { exitWithProblem, tellProgress } from '#observability';
import { Logger } from '@nestjs/common';
import { parseArgs } from 'node:util';
import { drawVerdict, verdictAsJson } from './draw-verdict.js';
import { rebuild } from './rebuild.js';

/** The program behind `shelfwire rebuild`: exit code 0 equal, 1 different, 2 could not be built. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      schema: { type: 'string', default: `rebuild_${Date.now()}` },
    },
  });
  Logger.overrideLogger(['error', 'warn']);
  const env = commandEnvironment();
  const settings = readSettings(env);
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const verdict = await rebuild(settings, loadPolicy(settings.configFile, env), {
    schema: values.schema,
    keep: values.keep,
    onProgress: tellProgress('events', tell),
  });
  const lines = values.json
    ? [JSON.stringify(verdictAsJson(verdict), null, 2)]
    : [...drawVerdict(verdict), ...(values.keep ? [`kept in schema ${values.schema}`] : [])];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = verdict.ok ? 0 : 1;
}

await main().catch(exitWithProblem);
