import 'server-only'
import { format } from 'node:util'
import { log } from '#lib/log'

const LEVELS = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const

/**
 * Sends what libraries write to the console into the log, so that it is one line an event and scrubbed like the rest.
 * Errors that Next has given a digest come a second time through `onRequestError`, which knows more about them.
 */
export function captureConsole(): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    Object.assign(console, { [method]: (...parts: unknown[]) => write(level, parts) })
  }
}

function write(level: (typeof LEVELS)[keyof typeof LEVELS], parts: unknown[]): void {
  const err = parts.find((part) => part instanceof Error)
  if (err && 'digest' in err) return
  const text = format(...parts.filter((part) => part !== err)).trim()
  log()[level]({ event: 'console', ...(err && { err }) }, text || err?.message)
}
