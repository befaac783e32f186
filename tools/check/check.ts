import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

/** The steps of `npm run check`; each is a script of package.json and can be run by itself. */
const STEPS = [
  'check:format',
  'check:lint',
  'check:directions',
  'check:dead-code',
  'check:files',
  'check:words',
  'check:references',
  'test:unit',
] as const;

interface Outcome {
  readonly step: string;
  readonly passed: boolean;
  readonly seconds: number;
  readonly output: string;
}

function run(step: string): Promise<Outcome> {
  const startedAt = performance.now();
  const child = spawn('npm', ['run', '--silent', step], { stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  const keep = (chunk: Buffer): void => void chunks.push(chunk);
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = (performance.now() - startedAt) / 1000;
      resolve({ step, passed: code === 0, seconds, output: Buffer.concat(chunks).toString() });
    });
  });
}

function wantedSteps(): readonly string[] {
  const { values } = parseArgs({ options: { without: { type: 'string', multiple: true } } });
  const without = values.without ?? [];
  const unknown = without.find((name) => !STEPS.some((step) => step === name));
  if (unknown === undefined) return STEPS.filter((step) => !without.includes(step));
  throw new Error(`--without ${unknown} is unknown; expected one of ${STEPS.join(', ')}`);
}

/** Every step runs, also after a failure, so that one run shows all there is to mend. */
async function main(): Promise<void> {
  const failed: string[] = [];
  for (const step of wantedSteps()) {
    const { passed, seconds, output } = await run(step);
    console.log(`${passed ? 'passed' : 'FAILED'}  ${step.padEnd(18)} ${seconds.toFixed(1)} s`);
    if (!passed) {
      failed.push(step);
      console.log(output);
    }
  }
  if (failed.length > 0) {
    console.log(`npm run check failed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
}

await main();
