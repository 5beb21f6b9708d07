/** How a server process ends: nobody who was let in is cut off, and nobody is let in who would be. */
import cluster from 'node:cluster'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { type Socket, Server as TcpServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { endAll, enterPhase, type Phase } from '#lib/phase'
import { onStop } from './child-process.ts'
import type { ServerSettings } from './settings.ts'

/**
 * Milliseconds for what is being answered when no new connection is taken any more. One that is replaced can take its
 * time; in development an open page holds a WebSocket for ever.
 */
const LIMITS_MS = { replaced: 60_000, stopping: 10_000, development: 1_000 }

const CLOSE_IDLE_EVERY_MS = 100

/** How long a process may take to stop, with `stopDelayMs` of it before it closes its socket. */
export function stopLimit(stopDelayMs: number): number {
  return stopDelayMs + LIMITS_MS.stopping + 2_000
}

/** How long a process may take to end when another has taken its place. */
export const REPLACE_LIMIT_MS = LIMITS_MS.replaced + 5_000

/** What the first process sends to one whose place another has taken. */
export const REPLACED = { type: 'replaced' } as const

/** To the first process, SIGHUP means another thing; whoever sends it to all of a group means that one. */
const STOP_SIGNALS = cluster.isWorker ? (['SIGTERM', 'SIGINT'] as const) : undefined

type Leaving = Pick<ServerSettings, 'development' | 'stopDelayMs'> & {
  server: Server
  /** Ends what is behind the HTTP server. */
  close: () => Promise<void>
}

/** Has this process end in order when it is replaced, when it is asked to stop, and when whoever started it is gone. */
export function leaveInOrder(leaving: Leaving): void {
  let phase: Phase = 'serving'
  const hurry = new AbortController()
  const closeUnused = watchConnections(leaving.server)
  onStop(() => {
    if (phase === 'serving') void stop(leaving, closeUnused, hurry.signal)
    else exitAfter(LIMITS_MS.stopping)
    phase = 'stopping'
  }, STOP_SIGNALS)
  // Somebody waits for it to end, or nobody is left who does: before onStop, or while it waits.
  process.prependListener('SIGINT', () => hurry.abort())
  process.prependListener('disconnect', () => hurry.abort())
  process.on('message', (message) => {
    if (phase !== 'serving' || !isReplaced(message)) return
    phase = 'replaced'
    void replace(leaving)
  })
}

function isReplaced(message: unknown): boolean {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === REPLACED.type
  )
}

/**
 * For a while it goes on as before, only that it says that it is not ready and closes each connection with its next answer:
 * a balancer in front sends nobody any more, and then nobody finds the door closed.
 */
async function stop(leaving: Leaving, closeUnused: () => void, hurry: AbortSignal): Promise<void> {
  const { server, close, development, stopDelayMs } = leaving
  enterPhase('stopping')
  await sleep(stopDelayMs, undefined, { signal: hurry }).catch(() => undefined)
  exitAfter(development ? LIMITS_MS.development : LIMITS_MS.stopping)
  const closed = once(server, 'close')
  server.close()
  // Answers that were begun before may have promised that their connections stay open.
  const closeIdle = () => {
    server.closeIdleConnections()
    closeUnused()
  }
  setInterval(closeIdle, CLOSE_IDLE_EVERY_MS).unref()
  await exit(closed, close)
}

/**
 * Browsers open connections ahead. To Node, one on which nothing was asked yet is not idle, and it would wait for all of its time.
 *
 * @returns closes those of which not a byte has come
 */
function watchConnections(server: Server): () => void {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
  }
}

/**
 * Others serve in its place. A connection that waits for its next request stays until it has had it, or has waited for as
 * long as always: to close it now could meet a request that is on its way.
 */
async function replace({ server, close }: Leaving): Promise<void> {
  enterPhase('replaced')
  exitAfter(LIMITS_MS.replaced)
  const closed = once(server, 'close')
  // `close` of an HTTP server would close those connections.
  TcpServer.prototype.close.call(server)
  await exit(closed, close)
}

async function exit(closed: Promise<unknown>, close: () => Promise<void>): Promise<void> {
  const ended = endAll()
  await closed
  await close().catch(() => undefined)
  await ended
  process.exit(0)
}

function exitAfter(limitMs: number): void {
  setTimeout(() => process.exit(0), limitMs).unref()
}
