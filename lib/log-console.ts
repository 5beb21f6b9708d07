import 'server-only'
import { format } from 'node:util'
import { currentContext } from '#lib/context'
import { log } from '#lib/log'
import { isBrokenOff } from '#lib/request/broken-off'
import { statusOfUnreadable } from '#lib/request/unreadable'

/** What Next writes of a form whose Server Action is not in this build. */
const OUTDATED = /\/messages\/failed-to-find-server-action\b|^Invalid Server Actions request\./

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
  // What no form is comes a second time as well.
  if (err && (isBrokenOff(err) || statusOfUnreadable(err) !== null)) return
  if (err && OUTDATED.test(err.message)) {
    logOutdatedPage()
    return
  }
  const text = format(...parts.filter((part) => part !== err)).trim()
  log()[level]({ event: 'console', ...(err && { err }) }, text || err?.message)
}

/** Many of these after an upgrade are people who had a page open. `server/response-headers.ts` tells them. */
function logOutdatedPage(): void {
  const reference = currentContext()?.id
  log().info(
    { event: 'outdated page', code: 'outdated_page', reference },
    'A page of another build sent a form',
  )
}
