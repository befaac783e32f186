import { setTracer } from './tracer.js';

const NAME = 'shelfwire';

/** Ends tracing after the last spans were sent, or could not be. */
export type StopTracing = () => Promise<void>;

/**
 * Sends spans by OTLP over HTTP. The libraries are loaded here only: who does not trace does not carry them.
 *
 * @param endpoint of the collector, without `/v1/traces`
 */
export async function startTracing(app: string, endpoint: string): Promise<StopTracing> {
  const [{ context, trace }, { AsyncLocalStorageContextManager }, exporter, resources, sdk] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-base'),
    ]);
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const spans = new sdk.BatchSpanProcessor(new exporter.OTLPTraceExporter({ url }));
  const service = { 'service.namespace': NAME, 'service.name': app };
  const provider = new sdk.BasicTracerProvider({
    resource: resources.resourceFromAttributes(service),
    spanProcessors: [spans],
  });
  const contexts = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(contexts);
  setTracer(provider.getTracer(NAME));
  return async () => {
    setTracer(undefined);
    await provider.shutdown().catch(() => undefined);
    context.disable();
    trace.disable();
  };
}
