import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { startTracing, type StopTracing } from './start-tracing.js';

const STOP_TRACING = Symbol('STOP_TRACING');

/** Traces for as long as the application lives. Nobody imports it who does not trace. */
@Module({})
export class TracingModule implements OnApplicationShutdown {
  constructor(@Inject(STOP_TRACING) private readonly stop: StopTracing) {}

  static forRoot(app: string, endpoint: string): DynamicModule {
    const tracing = { provide: STOP_TRACING, useFactory: () => startTracing(app, endpoint) };
    return { module: TracingModule, providers: [tracing] };
  }

  onApplicationShutdown(): Promise<void> {
    return this.stop();
  }
}
