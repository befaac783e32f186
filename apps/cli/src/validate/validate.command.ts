import { commandEnvironment, ConfigError, readConfigFile } from '#config';
import { Command } from 'nest-commander';
import { EXIT, JsonCommand, type JsonOption } from '../command.js';
import { printError, printJson, printLine } from '../terminal/print.js';
import type { Verdict } from './validate.js';

@Command({
  name: 'validate',
  arguments: '[file]',
  description: 'check the policy file and its packs; tells every problem with its place',
})
export class ValidateCommand extends JsonCommand {
  async run([given]: string[], { json = false }: JsonOption): Promise<void> {
    const { validate } = await import('./validate.js');
    const env = commandEnvironment();
    const file = given ?? readConfigFile(env);
    const verdict = validate(file, env);
    const sound = verdict.problems.length === 0;
    if (!sound) process.exitCode = EXIT.wrong;
    if (json) printJson(asJson(file, verdict));
    else if (sound) printLine(describe(file, verdict));
    else printError(new ConfigError(verdict.problems).message);
  }
}

const asJson = (file: string, { policy, packs, problems }: Verdict) => ({
  ok: problems.length === 0,
  file,
  policyVersion: policy?.policyVersion ?? null,
  packs,
  problems,
});

function describe(file: string, { policy, packs }: Verdict): string {
  const count = (things: object | undefined) => Object.keys(things ?? {}).length;
  return (
    `${file} is sound: ${count(policy?.sources)} sources, ${count(policy?.locations)} locations, ` +
    `${count(policy?.channels)} channels; packs ${packs.join(', ')}; policy ${policy?.policyVersion ?? ''}`
  );
}
