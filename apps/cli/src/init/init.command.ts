import { commandEnvironment, readConfigFile } from '#config';
import { Command, Option } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import type { InitAnswers } from './init.js';

interface Options extends JsonOption, Partial<Omit<InitAnswers, 'source' | 'password'>> {
  passwordEnv?: string;
}

@Command({
  name: 'init',
  arguments: '<source>',
  description: 'look at a database and propose a pack for it; asks for what is not given',
})
export class InitCommand extends JsonCommand {
  async run(
    [source = '']: string[],
    { json = false, passwordEnv, ...given }: Options,
  ): Promise<void> {
    const [{ ask }, { init, newPack }, { drawInit }] = await Promise.all([
      import('./ask.js'),
      import('./init.js'),
      import('./draw-init.js'),
    ]);
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(source)) {
      throw new CommandError(
        `"${source}" cannot name a source: lower-case letters, digits and dashes`,
      );
    }
    const env = commandEnvironment();
    newPack(source, readConfigFile(env));
    const password = passwordEnv === undefined ? {} : { password: passwordIn(passwordEnv, env) };
    const answers = await ask({ ...given, ...password, source }, process.stdin.isTTY);
    const result = await init(answers, readConfigFile(env));
    if (json) printJson({ source, ...result });
    else drawInit(source, result).forEach(printLine);
  }

  @Option({
    flags: '--engine <engine>',
    description: 'mariadb, mysql or postgresql',
    choices: ['mariadb', 'mysql', 'postgresql'],
  })
  parseEngine(engine: InitAnswers['engine']): InitAnswers['engine'] {
    return engine;
  }

  @Option({ flags: '--host <host>', description: 'where the database server is' })
  parseHost(host: string): string {
    return host;
  }

  @Option({ flags: '--port <port>', description: "its port, by default the engine's usual one" })
  parsePort(text: string): number {
    if (/^\d{1,5}$/.test(text)) return Number(text);
    throw new CommandError(`--port ${text}: expected a port from 1 to 65535`);
  }

  @Option({ flags: '--database <name>', description: 'the database' })
  parseDatabase(name: string): string {
    return name;
  }

  @Option({ flags: '--user <user>', description: 'a login that may read its tables' })
  parseUser(user: string): string {
    return user;
  }

  @Option({ flags: '--password-env <variable>', description: 'the variable with its password' })
  parsePasswordEnv(variable: string): string {
    return variable;
  }

  @Option({ flags: '--capture-user <user>', description: 'the login that will capture: shelfwire' })
  parseCaptureUser(user: string): string {
    return user;
  }

  @Option({ flags: '--time-zone <zone>', description: 'in which the application writes times' })
  parseTimeZone(zone: string): string {
    return zone;
  }

  @Option({ flags: '--secrets <path>', description: "the worker's file with user and password" })
  parseSecrets(path: string): string {
    return path;
  }
}

function passwordIn(variable: string, env: NodeJS.ProcessEnv): string {
  const password = env[variable];
  if (password !== undefined) return password;
  throw new CommandError(`--password-env ${variable}: no such variable is set`);
}
