import { createServer } from 'node:net';
import { StackError } from '../stack/stack-error.js';

/** @throws StackError naming the port, and the variable that chooses another one */
export async function assertPortFree(port: number, variable: string): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StackError(
      `port ${port} on 127.0.0.1 cannot be used (${code}). ` +
        `Stop what listens there, or choose another one: ${variable}=${port + 1} npm start`,
    );
  } finally {
    server.close();
  }
}
