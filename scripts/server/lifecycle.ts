import type { Server } from 'node:http'

const DRAIN_LIMIT_MS = 10_000
const DEVELOPMENT_DRAIN_LIMIT_MS = 1_000

type Lifecycle = { server: Server; development: boolean; close: () => Promise<void> }

/**
 * Ends this process on SIGTERM, SIGINT, or when the process that started it is gone: requests that are being
 * answered get ten seconds. In development an open page holds a WebSocket for ever, so it is one second.
 */
export function stopWhenTold({ server, development, close }: Lifecycle): void {
  let stopping = false
  server.on('request', (_request, response) => {
    response.once('close', () => stopping && setImmediate(() => server.closeIdleConnections()))
  })
  const stop = () => {
    if (stopping) return
    stopping = true
    const limit = development ? DEVELOPMENT_DRAIN_LIMIT_MS : DRAIN_LIMIT_MS
    setTimeout(() => process.exit(0), limit).unref()
    server.close(() => void close().finally(() => process.exit(0)))
    server.closeIdleConnections()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('disconnect', stop)
}

/** Tells the process that started this one, if it listens. */
export function tellParent(
  message: { type: 'ready'; port: number } | { type: 'failed'; message: string },
): void {
  if (process.connected) process.send?.(message)
}
