/** Sends spans to a collector of OpenTelemetry. Loaded with OTEL_EXPORTER_OTLP_ENDPOINT only. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { type Context, ROOT_CONTEXT, type Span, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { brand } from '#lib/brand'
import { traceWith } from '#lib/tracing'
import type { Handler } from './http-server.ts'
import { kindOf } from './request-kind.ts'

export type Tracing = {
  /** Gives each request a span, in which all others of it are. */
  around: (handle: Handler) => Handler
  /** Sends what is left. */
  close: () => Promise<void>
}

/**
 * Begins to trace. The provider is not registered for everybody in this process: Next's own spans would have the addresses of
 * requests in them, and with those the codes of sign-ins.
 */
export function startTracing(): Tracing {
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME || brand.slug }),
    ),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  const tracer = provider.getTracer(brand.slug)
  const within = new AsyncLocalStorage<Context>()
  const begin = (name: string, attributes: Record<string, string | number>) => {
    const parent = within.getStore() ?? ROOT_CONTEXT
    const span = tracer.startSpan(name, { attributes }, parent)
    return { span, inside: trace.setSpan(parent, span) }
  }
  traceWith((name, attributes, work) => {
    const { span, inside } = begin(name, attributes)
    return within.run(inside, () => finish(span, work))
  })
  return {
    around: (handle) => (request, response) => {
      const { method = '' } = request
      const { span, inside } = begin(`${method} ${kindOf(request)}`, { 'http.request.method': method })
      response.once('close', () => {
        span.setAttribute('http.response.status_code', response.statusCode)
        span.end()
      })
      return within.run(inside, () => handle(request, response))
    },
    close: () => provider.shutdown(),
  }
}

/** The class of an error and its code say enough: its message may hold what somebody sent. */
async function finish<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { name, code } = Object(error) as { name?: unknown; code?: unknown }
    span.setStatus({ code: SpanStatusCode.ERROR })
    span.setAttribute('error.type', [name, code].filter((part) => typeof part === 'string').join(' '))
    throw error
  } finally {
    span.end()
  }
}
