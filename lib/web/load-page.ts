import 'server-only'
import type { Route } from 'next'
import { redirect, unstable_rethrow } from 'next/navigation'
import { signInAddress } from '#lib/auth/return-to'
import { failureCode, isSignedOut } from '#lib/errors'
import { setStatus } from '#lib/request/context'
import { type ReportedFailure, reportFailure } from '#lib/request/report'

export type PageLoad<T> = { kind: 'loaded'; data: T } | { kind: 'failed'; failure: ReportedFailure }

/**
 * The edge of every page: loads what it shows. A failure comes back with its message and sets the HTTP status, so that
 * the page says it without JavaScript too; a defect says no more than that something broke. `app/problem.tsx`, which
 * only JavaScript can show, is left for what breaks outside of here.
 *
 * @param address of the page: whoever is signed out meanwhile signs in, and comes back to it
 */
export async function loadPage<T>(address: Route, load: () => Promise<T>): Promise<PageLoad<T>> {
  try {
    return { kind: 'loaded', data: await load() }
  } catch (error) {
    unstable_rethrow(error)
    if (isSignedOut(error)) redirect(signInAddress(address))
    const failure = reportFailure('page failed', failureCode(error), error)
    setStatus(failure.status, failure.retryAfterSeconds)
    return { kind: 'failed', failure }
  }
}
