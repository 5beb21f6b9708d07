import 'server-only'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { reportProblem } from '#lib/auth/problems'
import { requireRecent } from '#lib/auth/recent'
import { expectViewer } from '#lib/auth/viewer'
import { AppError, isSignedOut } from '#lib/errors'
import type { Viewer } from '#lib/viewer'
import { requireSameOrigin } from '#lib/web/same-origin'

/** What a `<form action>` calls. It always ends on another page of ours. */
export type FormAction = (form: FormData) => Promise<void>

type Edge<S extends z.ZodType> = {
  input: S
  /** The page that the form is on: whoever must sign in or confirm first comes back to it. */
  page: Route
  /** For what cannot be taken back: only when Google confirmed the viewer in the last ten minutes. */
  recent?: boolean
  /** @returns the path to go on to; `leaveNotice` has that page say what was done */
  run: (viewer: Viewer, input: z.output<S>) => Promise<Route>
}

/**
 * The edge of every form of a signed-in person: is it from our own page, who is it, was it really them just now, is
 * the input sound. What `run` throws becomes the page that says what happened.
 */
export function formAction<S extends z.ZodType>(edge: Edge<S>): FormAction {
  return async (form) => redirect(await destination(edge, form))
}

async function destination<S extends z.ZodType>(edge: Edge<S>, form: FormData): Promise<Route> {
  try {
    requireSameOrigin(await headers())
    const viewer = await expectViewer()
    if (edge.recent) requireRecent(viewer)
    const parsed = edge.input.safeParse(Object.fromEntries(form))
    if (!parsed.success) throw new AppError('invalid_input')
    return await edge.run(viewer, parsed.data)
  } catch (error) {
    unstable_rethrow(error)
    const returnTo = new URLSearchParams({ returnTo: edge.page })
    if (isSignedOut(error)) return `/sign-in?${returnTo}`
    if (error instanceof AppError && error.code === 'confirm_first') return `/confirm?${returnTo}`
    return reportProblem('form failed', error, edge.page) as Route
  }
}
