import 'reflect-metadata';
import { startFakes } from './fakes/start-fakes.js';
import { readSandboxConfig, sandboxUsage } from './sandbox.config.js';
import { startSandbox } from './start-sandbox.js';

/** @returns the exit code, or undefined while the service runs */
async function main(args: readonly string[]): Promise<number | undefined> {
  if (args.includes('--help')) {
    process.stdout.write(`${sandboxUsage()}\n`);
    return 0;
  }
  try {
    const config = readSandboxConfig(args, process.env);
    const { url, app } = await startSandbox(config);
    app.enableShutdownHooks();
    const fakes = await startFakes(config.fakes).catch(async (error: unknown) => {
      await app.close();
      throw error;
    });
    for (const { endpoint, name } of fakes) {
      process.stdout.write(`sandbox: ${name} with endpoint ${JSON.stringify(endpoint)}\n`);
    }
    process.stdout.write(`sandbox: listening on ${url}, journal in ${config.dataDir}\n`);
    return undefined;
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return 2;
  }
}

function explain(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const inUse = text.includes('EADDRINUSE');
  return inUse
    ? `${text}. Stop what uses the port, or choose another with --port or --fakes-port.`
    : text;
}

const code = await main(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
