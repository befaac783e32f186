import { installDemo } from '../demo/install.js';
import { composeEndpoints } from './endpoints.js';

/** The worker gets the same login from docker-compose.yml; the files written here end with the container. */
async function main(): Promise<void> {
  const capturePassword = process.env['SHELFWIRE_CAPTURE_PASSWORD'];
  if (!capturePassword) throw new Error('SHELFWIRE_CAPTURE_PASSWORD is empty; set it in .env');
  const { pos, wms } = await installDemo(composeEndpoints(), { capturePassword });
  for (const { database, created } of [pos, wms]) {
    console.log(`${database}: ${created ? 'installed' : 'was there already'}`);
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
