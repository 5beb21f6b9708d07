import 'server-only'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { requireRecent } from '#lib/auth/recent'
import { expectViewer } from '#lib/auth/viewer'
import { AppError, failureCode, isSignedOut, saysDisabled } from '#lib/errors'
import { type Client, describeClient } from '#lib/request/client'
import { noteAction } from '#lib/request/context'
import { leaveNotice, type Notice } from '#lib/sessions/notice'
import type { Viewer } from '#lib/viewer'
import { errorRedirect } from '#lib/web/error-redirect'
import { requireSameOrigin } from '#lib/web/same-origin'
import { readFields } from '#lib/web/storable'

/** What a `<form action>` calls. It always ends on another page of ours. */
export type FormAction = (form: FormData) => Promise<void>

type Edge<S extends z.ZodType> = {
  input: S
  /**
   * The page that the form is on, in the state that it is in: whoever must sign in or confirm first comes back to it. Made
   * of input that is sound; `undefined` stands for any other.
   */
  page: Route | ((input: z.output<S> | undefined) => Route)
  /** For what cannot be taken back: only when a provider confirmed the viewer in the last ten minutes. */
  recent?: boolean
  /** For what ends something: what the page says of one that is not there, or no longer. Ended is ended. */
  whenGone?: Notice
  /** For what somebody may do whose session is over: instead of leading them to sign in. */
  whenSignedOut?: () => Promise<Route>
  /** @returns the path to go on to; `leaveNotice` has that page say what was done */
  run: (who: Who, input: z.output<S>) => Promise<Route>
}

/** Who asks, and with which browser. */
type Who = { viewer: Viewer; client: Client }

/**
 * The edge of every form of a signed-in person: is it from our own page, who is it, was it really them just now, is
 * the input sound. What `run` throws becomes the page that says what happened.
 */
export function formAction<S extends z.ZodType>(edge: Edge<S>): FormAction {
  return async (form) => {
    noteAction()
    redirect(await destination(edge, form))
  }
}

async function destination<S extends z.ZodType>(edge: Edge<S>, form: FormData): Promise<Route> {
  // Whoever calls an action without a form may hand over anything.
  const parsed = edge.input.safeParse(form instanceof FormData ? readFields(form) : {})
  const page = typeof edge.page === 'string' ? edge.page : edge.page(parsed.data)
  try {
    const sent = await headers()
    requireSameOrigin(sent)
    const viewer = await expectViewer()
    if (edge.recent) requireRecent(viewer)
    if (!parsed.success) throw new AppError('invalid_input')
    return await runOrSay(edge, page, { viewer, client: describeClient(sent) }, parsed.data)
  } catch (error) {
    unstable_rethrow(error)
    const over = isSignedOut(error) || saysDisabled(failureCode(error))
    if (edge.whenSignedOut && over) return edge.whenSignedOut()
    return errorRedirect(error, page)
  }
}

async function runOrSay<S extends z.ZodType>(
  { run, whenGone }: Edge<S>,
  page: Route,
  who: Who,
  input: z.output<S>,
): Promise<Route> {
  try {
    return await run(who, input)
  } catch (error) {
    if (!whenGone || failureCode(error) !== 'not_found') throw error
    await leaveNotice(who.viewer.sessionId, whenGone)
    return page
  }
}
