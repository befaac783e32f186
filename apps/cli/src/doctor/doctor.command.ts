import { commandEnvironment } from '#config';
import { Command } from 'nest-commander';
import { EXIT, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { drawFindings } from './draw-findings.js';

@Command({
  name: 'doctor',
  description: 'look at every part, and say how to mend what does not work',
})
export class DoctorCommand extends JsonCommand {
  async run(_: string[], { json = false }: JsonOption): Promise<void> {
    const { examine } = await import('./doctor.js');
    const findings = await examine(commandEnvironment());
    const isWell = findings.every(({ state }) => state !== 'failed');
    if (!isWell) process.exitCode = EXIT.failed;
    if (json) printJson({ ok: isWell, findings });
    else drawFindings(findings).forEach(printLine);
  }
}
