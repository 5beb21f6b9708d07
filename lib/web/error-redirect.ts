import 'server-only'
import type { Route } from 'next'
import { reportProblem } from '#lib/auth/problems'
import { signInAddress } from '#lib/auth/viewer'
import { AppError, isSignedOut } from '#lib/errors'

/**
 * Where somebody goes whose form could not be done: to sign in or to confirm first, and then back; or to the page that
 * says what happened.
 */
export function errorRedirect(error: unknown, returnTo: string): Route {
  if (isSignedOut(error)) return signInAddress(returnTo)
  if (error instanceof AppError && error.code === 'confirm_first')
    return `/confirm?${new URLSearchParams({ returnTo })}`
  return reportProblem('form failed', error, { returnTo })
}
