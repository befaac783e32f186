import 'reflect-metadata';
import { exitWithProblem } from '#observability';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';

await CommandFactory.run(CliModule, {
  logger: false,
  abortOnError: false,
  cliName: 'shelfwire',
  errorHandler: exitWithProblem,
  serviceErrorHandler: exitWithProblem,
}).catch(exitWithProblem);
