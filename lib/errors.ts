import { accountFailures } from '#lib/failures/account'
import { authorizationFailures } from '#lib/failures/authorization'
import { generalFailures } from '#lib/failures/general'
import { providerFailures } from '#lib/failures/provider'
import type { FailureRow } from '#lib/failures/shape'
import { type Language, USUAL_LANGUAGE } from '#lib/messages/languages'
import { catalogues, gapOf, wordsIn } from '#lib/messages/words'
import { type ProviderId, providerNames } from '#lib/provider-ids'

/** Everything that can go wrong and that a person can act on. The list is closed: nothing else is ever shown. */
const failures = {
  ...generalFailures,
  ...authorizationFailures,
  ...accountFailures,
  ...providerFailures,
} as const

export type FailureCode = keyof typeof failures

/** What there is to show and to log of a failure. Its text is of one language. */
export type Failure = FailureRow & { code: FailureCode; title: string; message: string }

/** Whose name is said where nothing tells which provider it was. */
const USUAL_PROVIDER: ProviderId = 'google'

const DEEPEST_CAUSE = 8

/** A failure that a person can act on. Anything else that is thrown is a defect and is shown as `unknown`. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: FailureCode
  /** The provider that it happened at, when it happened at one. */
  readonly provider: ProviderId | undefined
  constructor(code: FailureCode, { provider, ...options }: ErrorOptions & { provider?: ProviderId } = {}) {
    super(describeFailure(code, provider).message, options)
    this.code = code
    this.provider = provider
  }
}

/** What to show and to log for a code, also one that came from a URL: an unlisted code is `unknown`. */
export function describeFailure(
  code: string | undefined,
  provider: ProviderId = USUAL_PROVIDER,
  language: Language = USUAL_LANGUAGE,
): Failure {
  // Processes of the version before, which may serve beside us, send browsers here with its codes.
  const current = code?.replace(/^google_(?=unavailable$|refused$|invalid$)/, 'provider_')
  const known =
    current !== undefined && Object.hasOwn(failures, current) ? (current as FailureCode) : 'unknown'
  const row: FailureRow = failures[known]
  const t = wordsIn(language, 'failures')
  const named = { provider: providerNames[provider] }
  const texts: Record<string, string> = catalogues[language].failures[known]
  const also = texts[provider] === undefined ? '' : gapOf(language) + texts[provider]
  return {
    code: known,
    ...row,
    title: t(`${known}.title`, named),
    message: t(`${known}.message`, named) + also,
  }
}

/** The same failure of the same provider, said in another language. */
export function translateFailure<Known extends Failure & { provider?: ProviderId | undefined }>(
  failure: Known,
  language: Language,
): Known {
  const { title, message } = describeFailure(failure.code, failure.provider, language)
  return { ...failure, title, message }
}

/** Whether it is the provider that failed, so that another one may do. */
export function isOfProvider(code: FailureCode): boolean {
  return Object.hasOwn(providerFailures, code)
}

/** The code of anything that was thrown. */
export function failureCode(error: unknown): FailureCode {
  return error instanceof AppError ? error.code : 'unknown'
}

/** The causes of a disabled account that somebody else may have, and of one that its provider has no more. */
export const HIJACKING = 'hijacking'
export const PURGED = 'purged'

/** What is said of a disabled account, by who disabled it, and why (lib/account/disable.ts). */
export function disabledCode(reason: string | null, cause: string | null) {
  if (reason !== 'provider') return 'account_disabled'
  if (cause === PURGED) return 'account_gone'
  return cause === null || cause === HIJACKING ? 'account_endangered' : 'account_suspended'
}

/** Whether it says that an account is disabled, so that signing in again is no help. */
export function saysDisabled(code: FailureCode): boolean {
  const disabled = ['account_disabled', 'account_endangered', 'account_suspended', 'account_gone']
  return disabled.includes(code)
}

/** Whether the database could not be asked at all, for want of it or of room: nothing was changed, and it passes. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'unavailable' || error.code === 'overloaded')
}

/** Whether it says that nobody is signed in (any more), so that signing in is what helps. */
export function isSignedOut(error: unknown): error is AppError {
  return error instanceof AppError && saysSignedOut(error.code)
}

/** The same of a code. */
export function saysSignedOut(code: FailureCode): boolean {
  return SIGNED_OUT.has(code)
}

const SIGNED_OUT = new Set<FailureCode>([
  'signed_out',
  'session_ended',
  'session_disconnected',
  'session_removed',
  'session_revoked',
  'session_locked',
  'session_idle',
  'session_expired',
])

/** An error and what caused it, the outermost first. Auth.js puts the true cause in `cause.err`, everybody else in `cause`. */
export function causes(error: unknown): unknown[] {
  const chain: unknown[] = []
  let next = error
  while (next !== undefined && next !== null && chain.length < DEEPEST_CAUSE) {
    chain.push(next)
    next = causeOf(next)
  }
  return chain
}

function causeOf(error: unknown): unknown {
  if (error instanceof AggregateError) return error.errors[0]
  const cause = error instanceof Error ? error.cause : undefined
  return cause && typeof cause === 'object' && 'err' in cause ? cause.err : cause
}
