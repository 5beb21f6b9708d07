import 'server-only'
import { redirect, unstable_rethrow } from 'next/navigation'
import { AppError, isSignedOut } from '#lib/errors'
import { setStatus } from '#lib/request/context'
import { type ReportedFailure, reportFailure } from '#lib/request/report'

export type PageLoad<T> = { ok: true; data: T } | { ok: false; failure: ReportedFailure }

/**
 * The edge of every page: loads what it shows. A failure that a person can act on comes back as words, with its
 * HTTP status set, so that the page says it without JavaScript too; a defect goes on to `error.tsx`.
 */
export async function loadPage<T>(load: () => Promise<T>): Promise<PageLoad<T>> {
  try {
    return { ok: true, data: await load() }
  } catch (error) {
    unstable_rethrow(error)
    if (isSignedOut(error)) redirect('/sign-in')
    if (!(error instanceof AppError)) throw error
    const failure = reportFailure('page failed', error.code, error)
    setStatus(failure.status)
    return { ok: false, failure }
  }
}
