import 'server-only'
import { currentContext } from '#lib/context'
import { causes } from '#lib/errors'

const NAMES = new Set(['AbortError', 'ResponseAborted'])

const CODES = new Set(['ABORT_ERR', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_PREMATURE_CLOSE'])

/** What Node says of a body that ends before its time, and React when its output has nowhere to go. */
const MESSAGES =
  /^(?:aborted$|The destination stream (?:closed early|errored while writing data)|The render was aborted|Connection closed)/

/**
 * Whether an error is no more than that the browser ended its request before it was answered. What breaks while
 * nobody waits for it is a defect all the same.
 */
export function isBrokenOff(error: unknown): boolean {
  return currentContext()?.brokenOff === true && causes(error).some(saysSo)
}

function saysSo(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return NAMES.has(error.name) || CODES.has(code) || MESSAGES.test(error.message)
}
