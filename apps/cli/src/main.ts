import 'reflect-metadata';
import { exitWithProblem } from '#observability';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';
import { endUsage } from './command.js';
import { endWithoutReader } from './terminal/end-without-reader.js';

function end(error: Error & { code?: unknown; exitCode?: unknown }): never {
  if (typeof error.code === 'string' && error.code.startsWith('commander.')) endUsage(error);
  exitWithProblem(error);
}

endWithoutReader(process.stdout, process.stderr);

// Usage lines name the program by this.
process.argv[1] = 'shelfwire';

await CommandFactory.run(CliModule, {
  logger: false,
  abortOnError: false,
  errorHandler: end,
  serviceErrorHandler: end,
}).catch(end);
