import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { FROM_SOURCE } from '../../../tools/run/app-process.js';
import type { FromPublisher, PublisherSetting, ToPublisher } from './words.js';

const PROGRAM = fileURLToPath(new URL('publish.ts', import.meta.url));
const HEAP_MIB = 12_000;

/** A publisher that can be killed and weighed. */
export class PublisherProcess {
  private constructor(private readonly child: ChildProcess) {
    // It may be killed while something is said to it.
    child.on('error', () => undefined);
  }

  static async start(setting: PublisherSetting): Promise<PublisherProcess> {
    const child = fork(PROGRAM, [JSON.stringify(setting)], {
      execArgv: [...FROM_SOURCE, '--expose-gc', `--max-old-space-size=${HEAP_MIB}`],
    });
    const publisher = new PublisherProcess(child);
    await publisher.hear('started');
    return publisher;
  }

  /** What nobody hears any more is not said. */
  say(words: ToPublisher): void {
    if (this.child.connected) this.child.send(words);
  }

  /** The next that it says of this kind. */
  hear<Kind extends FromPublisher['kind']>(
    kind: Kind,
  ): Promise<Extract<FromPublisher, { kind: Kind }>> {
    return new Promise((resolve, reject) => {
      const onExit = () => reject(new Error(`the publisher ended before it said "${kind}"`));
      const onMessage = (words: FromPublisher) => {
        if (!isKind(words, kind)) return;
        this.child.off('message', onMessage);
        this.child.off('exit', onExit);
        resolve(words);
      };
      this.child.on('message', onMessage);
      this.child.once('exit', onExit);
    });
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}

const isKind = <Kind extends FromPublisher['kind']>(
  words: FromPublisher,
  kind: Kind,
): words is Extract<FromPublisher, { kind: Kind }> => words.kind === kind;
