import { accountFailures } from '#lib/failures/account'
import { journeyFailures } from '#lib/failures/authorization'
import { generalFailures } from '#lib/failures/general'
import { googleFailures } from '#lib/failures/provider'
import type { FailureWords } from '#lib/failures/shape'

/** Everything that can go wrong and that a person can act on. The list is closed: nothing else is ever shown. */
const failures = { ...generalFailures, ...journeyFailures, ...accountFailures, ...googleFailures } as const

export type FailureCode = keyof typeof failures

export type Failure = FailureWords & { code: FailureCode }

/** A failure that a person can act on. Anything else that is thrown is a defect and is shown as `unknown`. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: FailureCode
  constructor(code: FailureCode, options?: ErrorOptions) {
    super(failures[code].message, options)
    this.code = code
  }
}

/** What to show and to log for a code, also one that came from a URL: an unlisted code is `unknown`. */
export function describeFailure(code: string | undefined): Failure {
  const known = code !== undefined && Object.hasOwn(failures, code) ? (code as FailureCode) : 'unknown'
  return { code: known, ...failures[known] }
}

/** The code of anything that was thrown. */
export function failureCode(error: unknown): FailureCode {
  return error instanceof AppError ? error.code : 'unknown'
}

/** Whether it says that nobody is signed in (any more): the way on is to sign in. */
export function isSignedOut(error: unknown): error is AppError {
  return error instanceof AppError && SIGNED_OUT.has(error.code)
}

/**
 * An error and what caused it, outermost first. Follows `cause`, the `cause.err` of Auth.js, and the first error of an
 * `AggregateError`. What is not an error may stand among them: a driver's description of one, say.
 */
export function causes(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (
    let next = error;
    next !== undefined && next !== null && chain.length < MOST_CAUSES;
    next = causeOf(next)
  )
    chain.push(next)
  return chain
}

const MOST_CAUSES = 8

function causeOf(error: unknown): unknown {
  if (error instanceof AggregateError) return error.errors[0]
  if (typeof error !== 'object' || error === null || !('cause' in error)) return undefined
  const { cause } = error
  return cause && typeof cause === 'object' && 'err' in cause ? cause.err : cause
}

const SIGNED_OUT = new Set<FailureCode>([
  'signed_out',
  'session_ended',
  'session_disconnected',
  'session_idle',
  'session_expired',
])
