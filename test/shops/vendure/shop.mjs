// The shop as a process: Vendure as it comes from npm, with a configuration and nothing else. Runs in
// the folder that holds its node_modules, and takes its settings from the environment.
import { createRequire } from 'node:module';
import path from 'node:path';

const { bootstrap, DefaultJobQueuePlugin, DefaultLogger, dummyPaymentHandler, LogLevel } =
  createRequire(path.join(process.cwd(), 'package.json'))('@vendure/core');

const { SHOP_PORT, SHOP_DATABASE_URL, SHOP_ADMIN_PASSWORD } = process.env;

/** Shows customers the number, where Vendure's own strategy shows words. */
const stockDisplayStrategy = {
  getStockLevel: (_context, _variant, saleable) => String(saleable),
};

const app = await bootstrap({
  apiOptions: { port: Number(SHOP_PORT), hostname: '127.0.0.1' },
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    superadminCredentials: { identifier: 'superadmin', password: SHOP_ADMIN_PASSWORD },
  },
  catalogOptions: { stockDisplayStrategy },
  dbConnectionOptions: { type: 'postgres', url: SHOP_DATABASE_URL, synchronize: true },
  logger: new DefaultLogger({ level: LogLevel.Info, timestamp: false }),
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  plugins: [DefaultJobQueuePlugin.init({})],
});
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
