import 'server-only'
import type { Route } from 'next'
import { redirect, unstable_rethrow } from 'next/navigation'
import { failureCode, isSignedOut } from '#lib/errors'
import { setStatus } from '#lib/request/context'
import { type ReportedFailure, reportFailure } from '#lib/request/report'

export type PageLoad<T> = { ok: true; data: T } | { ok: false; failure: ReportedFailure }

/**
 * The edge of every page: loads what it shows. A failure comes back as its messages, with its HTTP status set, so that
 * the page says it without JavaScript too; a defect says no more than that something broke. `error.tsx`, which only
 * JavaScript can show, is left for what breaks outside of here.
 *
 * @param address the page, which somebody whose session ends meanwhile comes back to after signing in
 */
export async function loadPage<T>(address: Route, load: () => Promise<T>): Promise<PageLoad<T>> {
  try {
    return { ok: true, data: await load() }
  } catch (error) {
    unstable_rethrow(error)
    if (isSignedOut(error)) redirect(`/sign-in?${new URLSearchParams({ returnTo: address })}`)
    const failure = reportFailure('page failed', failureCode(error), error)
    setStatus(failure.status)
    return { ok: false, failure }
  }
}
