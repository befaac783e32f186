import {
  CLOCK,
  loadPolicy,
  POLICY,
  readSettings,
  readTracingEndpoint,
  secretsOf,
  SETTINGS,
  systemClock,
  type Policy,
  type Settings,
} from '#config';
import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createLogger } from './create-logger.js';
import { exitWithProblem } from './exit-with-problem.js';
import { ObservabilityModule } from './observability.module.js';
import { TracingModule } from './tracing/tracing.module.js';

export interface AppDescription {
  /** names the process in logs and on the servers it connects to */
  readonly name: string;
  readonly defaultPort: number;
  readonly imports: (settings: Settings, policy: Policy) => DynamicModule['imports'];
  /** called before the application listens: transports, pipes, documents */
  readonly prepare?: (app: NestExpressApplication) => Promise<void> | void;
}

@Module({})
class RootModule {}

/**
 * Starts one of Shelfwire's applications: settings, policy, modules, transports, then HTTP. What is
 * wrong at the start ends the process with one message and a non-zero exit code.
 */
export async function runApp(description: AppDescription): Promise<void> {
  try {
    const settings = readSettings();
    const policy = loadPolicy(settings.configFile);
    const app = await create(description, settings, policy);
    await description.prepare?.(app);
    await app.startAllMicroservices();
    const port = settings.httpPort ?? description.defaultPort;
    await app.listen(port, settings.httpHost);
    new Logger(description.name).log(`listens on ${await app.getUrl()}`);
  } catch (error) {
    exitWithProblem(error);
  }
}

async function create(
  { name, imports }: AppDescription,
  settings: Settings,
  policy: Policy,
): Promise<NestExpressApplication> {
  const values = valuesModule(settings, policy);
  const endpoint = readTracingEndpoint();
  const tracing = endpoint === undefined ? [] : [TracingModule.forRoot(name, endpoint)];
  const root: DynamicModule = {
    module: RootModule,
    imports: [...tracing, values, ObservabilityModule, ...(imports(settings, policy) ?? [])],
  };
  const app = await NestFactory.create<NestExpressApplication>(root, {
    logger: createLogger(name, settings.logLevel, secretsOf(policy, settings)),
    abortOnError: false,
    forceCloseConnections: true,
  });
  app.enableShutdownHooks();
  return app;
}

@Module({})
class ValuesModule {}

const valuesModule = (settings: Settings, policy: Policy): DynamicModule => ({
  module: ValuesModule,
  global: true,
  providers: [
    { provide: SETTINGS, useValue: settings },
    { provide: POLICY, useValue: policy },
    { provide: CLOCK, useValue: systemClock },
  ],
  exports: [SETTINGS, POLICY, CLOCK],
});
