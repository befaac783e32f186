import 'reflect-metadata';
import { exitWithProblem } from '#observability';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';

/** Help and wrong usage have told their message already; exit code 2 stands for wrong usage. */
function end(error: Error): never {
  const { code, exitCode } = error as { code?: unknown; exitCode?: unknown };
  if (String(code).startsWith('commander.')) process.exit(exitCode === 0 ? 0 : 2);
  exitWithProblem(error);
}

await CommandFactory.run(CliModule, {
  logger: false,
  abortOnError: false,
  cliName: 'shelfwire',
  errorHandler: end,
  serviceErrorHandler: end,
}).catch(end);
