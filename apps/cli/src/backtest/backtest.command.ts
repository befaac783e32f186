import { commandEnvironment } from '#config';
import { Command, Option } from 'nest-commander';
import { EXIT, JsonCommand, type JsonOption } from '../command.js';
import { printError, printJson, printLine } from '../terminal/print.js';

interface Options extends JsonOption {
  from?: string;
  levels?: string;
}

@Command({
  name: 'backtest',
  arguments: '<source>',
  description:
    "take a source's rows through its pack and the policy, in memory, and compare with its own levels",
})
export class BacktestCommand extends JsonCommand {
  async run([id = '']: string[], { json = false, from, levels }: Options): Promise<void> {
    const [{ backtest }, { backtestJson, drawBacktest }, { knownSource }] = await Promise.all([
      import('./backtest.js'),
      import('./draw-backtest.js'),
      import('../offline/opened-source.js'),
    ]);
    const source = knownSource(id, commandEnvironment());
    const result = await backtest(source, { from, levels }, printError);
    if (json) printJson(backtestJson(result));
    else drawBacktest(result).forEach(printLine);
    if ((result.comparison?.differences.length ?? 0) > 0) process.exitCode = EXIT.failed;
  }

  @Option({ flags: '--from <file>', description: 'a recorded stretch instead of the database' })
  parseFrom(file: string): string {
    return file;
  }

  @Option({ flags: '--levels <file>', description: "the source's levels after that stretch" })
  parseLevels(file: string): string {
    return file;
  }
}
