import { installDemo } from '../demo/install.js';
import { composeEndpoints } from './endpoints.js';

const capturePassword = process.env['SHELFWIRE_CAPTURE_PASSWORD'];
if (!capturePassword)
  throw new Error('SHELFWIRE_CAPTURE_PASSWORD is not set; docker-compose.yml sets it');

// The worker gets the same login from docker-compose.yml; the files written here end with the container.
const { pos, wms } = await installDemo(composeEndpoints(), { capturePassword });
for (const { database, created } of [pos, wms]) {
  console.log(`${database}: ${created ? 'installed' : 'was there already'}`);
}
