import { open, type FileHandle } from 'node:fs/promises';

interface Waiting {
  readonly bytes: Buffer;
  readonly written: (end: number) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * A file that only grows. Appends keep the order of their calls; those that wait for the disk go out
 * together. What was written survives the process, not a power cut.
 */
export class AppendFile {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;

  private constructor(
    private readonly file: FileHandle,
    private end: number,
  ) {}

  /** Opens or creates the file and cuts it to `length` bytes. */
  static async open(path: string, length: number): Promise<AppendFile> {
    const file = await open(path, 'a+');
    await file.truncate(length);
    return new AppendFile(file, length);
  }

  /** @returns where the bytes end, once they are written */
  append(bytes: Buffer): Promise<number> {
    return new Promise((written, failed) => {
      this.waiting.push({ bytes, written, failed });
      this.writing ??= this.drain();
    });
  }

  async read(from: number, to: number): Promise<Buffer> {
    const bytes = Buffer.alloc(to - from);
    await this.file.read(bytes, 0, bytes.length, from);
    return bytes;
  }

  async close(): Promise<void> {
    await this.writing;
    await this.file.close();
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) await this.write(this.waiting.splice(0));
    this.writing = undefined;
  }

  private async write(group: readonly Waiting[]): Promise<void> {
    try {
      await this.file.appendFile(Buffer.concat(group.map(({ bytes }) => bytes)));
      for (const { bytes, written } of group) written((this.end += bytes.length));
    } catch (error) {
      for (const { failed } of group) failed(error);
    }
  }
}
