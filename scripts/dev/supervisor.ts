import { type Child, describeExit } from '#server/child-process'

/** npm passes on the Ctrl-C that the terminal has sent to us already: both are one. */
const SAME_PRESS_MS = 500

/** The processes of one start, stopped in reverse order whatever happens to any of them. */
export type Supervisor = {
  /** Starts one more; throws once everything is stopping. */
  add: <Ready>(start: () => Child<Ready>) => Child<Ready>
  /** Resolves when somebody asks us to stop, rejects when a process ends by itself. */
  running: Promise<void>
  isAskedToStop: () => boolean
  /** Calling it again waits for the same stop. */
  stop: () => Promise<void>
}

/** Listens to Ctrl-C, SIGTERM and the end of the terminal. A second one while everything is stopping ends all at once. */
export function createSupervisor(): Supervisor {
  const children: Child<unknown>[] = []
  const running = Promise.withResolvers<void>()
  let stopped: Promise<void> | undefined
  let askedAt = 0

  const onSignal = () => {
    const isSecond = askedAt > 0 && Date.now() - askedAt > SAME_PRESS_MS
    // PostgreSQL recovers at its next start.
    if (isSecond) for (const child of children) child.force()
    askedAt ||= Date.now()
    running.resolve()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  // The terminal, or the program that read our output, may be gone before we are.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  // It may happen before anybody waits for it.
  running.promise.catch(() => undefined)

  const stopAll = async () => {
    const errors: unknown[] = []
    for (const child of children.toReversed()) await child.stop().catch((error) => errors.push(error))
    if (errors.length > 0) throw errors[0]
  }
  return {
    add: (start) => {
      if (stopped) throw new Error('Stopped')
      const child = start()
      children.push(child)
      void child.exited.then((exit) => {
        const message = `${child.name} ${describeExit(exit)}. Stopping everything.`
        if (!stopped) running.reject(new Error(message))
      })
      return child
    },
    running: running.promise,
    isAskedToStop: () => askedAt > 0,
    stop: () => {
      stopped ??= stopAll()
      return stopped
    },
  }
}
