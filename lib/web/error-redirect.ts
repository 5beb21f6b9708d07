import 'server-only'
import type { Route } from 'next'
import { reportProblem } from '#lib/auth/problems'
import { safeReturnTo, signInAddress } from '#lib/auth/return-to'
import { AppError, isSignedOut } from '#lib/errors'

/**
 * Where somebody goes whose form could not be done: to sign in or to confirm first, and then back; or to the page that
 * says what happened.
 */
export function errorRedirect(error: unknown, page: string): Route {
  if (isSignedOut(error)) return signInAddress(page)
  // Whatever a form put into the address of its page: no more of it goes on than one may come back to.
  const returnTo = safeReturnTo(page)
  if (error instanceof AppError && error.code === 'confirm_first')
    return `/confirm?${new URLSearchParams({ returnTo })}`
  return reportProblem('form failed', error, { returnTo })
}
