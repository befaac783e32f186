import type { StartingServer } from '../when-ready.js';
import type { DockerContainer } from './docker.js';

/** One life of a container: from a start to the next end. */
export class RunningContainer implements StartingServer {
  /** Resolves, with how it ended, when the container is no longer running. */
  readonly exited: Promise<string>;
  private ended = false;

  private constructor(
    readonly name: string,
    readonly container: DockerContainer,
    private readonly hostPid: number,
  ) {
    this.exited = container.wait().then((end: { StatusCode: number }) => {
      this.ended = true;
      return `exit code ${end.StatusCode}`;
    });
  }

  static async of(name: string, container: DockerContainer): Promise<RunningContainer> {
    const { State } = await container.inspect();
    return new RunningContainer(name, container, State.Pid);
  }

  /** On Docker's host. */
  get pid(): number | undefined {
    return this.ended ? undefined : this.hostPid;
  }

  async lastWords(): Promise<string> {
    return plainText(await this.container.logs({ stdout: true, stderr: true, tail: 15 }));
  }

  /** Asks it to end; Docker kills it when it has not done so in time. */
  async stop(graceMs: number): Promise<void> {
    if (this.ended) return;
    await this.container.stop({ t: Math.ceil(graceMs / 1000) });
    await this.exited;
  }

  async kill(): Promise<void> {
    if (this.ended) return;
    await this.container.kill({ signal: 'SIGKILL' });
    await this.exited;
  }
}

/** Docker sends logs in frames: eight bytes, of which the last four are the text's length. */
function plainText(frames: Buffer): string {
  const texts: string[] = [];
  for (let at = 0; at + 8 <= frames.length;) {
    const end = at + 8 + frames.readUInt32BE(at + 4);
    texts.push(frames.toString('utf8', at + 8, end));
    at = end;
  }
  return texts.join('').trimEnd();
}
