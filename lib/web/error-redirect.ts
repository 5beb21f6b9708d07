import 'server-only'
import type { Route } from 'next'
import { reportProblem } from '#lib/auth/problems'
import { AppError, isSignedOut } from '#lib/errors'

/**
 * Where somebody goes whose form could not be done: to sign in or to confirm first, and then back; or to the page that
 * says what happened.
 */
export function wayOn(error: unknown, returnTo: string): Route {
  const query = new URLSearchParams({ returnTo })
  if (isSignedOut(error)) return `/sign-in?${query}`
  if (error instanceof AppError && error.code === 'confirm_first') return `/confirm?${query}`
  return reportProblem('form failed', error, { returnTo })
}
