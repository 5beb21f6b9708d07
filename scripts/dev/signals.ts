import type { Crew } from './crew.ts'

/** npm passes on the Ctrl-C that the terminal has sent to us already: both are one. */
const SAME_PRESS_MS = 500

/**
 * Resolves at the first Ctrl-C, SIGTERM or hang-up of the terminal. A second one while the crew is
 * stopping ends it at once.
 */
export function stopOnSignals(crew: Crew): Promise<void> {
  // The terminal, or the program that read our output, may be gone before we are.
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
  return new Promise((resolve) => {
    let first = 0
    const hear = () => {
      if (first && Date.now() - first > SAME_PRESS_MS) crew.force()
      first ||= Date.now()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, hear)
  })
}
