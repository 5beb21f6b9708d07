import { brand } from '#lib/brand'

/** Names of things of ours, never what somebody sent: an address may hold a code, and a statement a name. */
export type SpanAttributes = Record<string, string | number>

/** Does work within a span, which is over when the work is. */
export type Trace = <T>(name: string, attributes: SpanAttributes, work: () => Promise<T>) => Promise<T>

/** Next bundles this module apart from the server's, so they meet on the global object. */
const KEY = Symbol.for(brand.globals.tracing)
const shared = globalThis as typeof globalThis & { [KEY]?: Trace }

/** Where nobody traces (OTEL_EXPORTER_OTLP_ENDPOINT), it is the work and nothing else. */
export function inSpan<T>(name: string, attributes: SpanAttributes, work: () => Promise<T>): Promise<T> {
  return shared[KEY] ? shared[KEY](name, attributes, work) : work()
}

/** Called once in a process, by who sends the spans away (server/tracing.ts). */
export function traceWith(trace: Trace): void {
  shared[KEY] = trace
}
