import 'server-only'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { requireRecent } from '#lib/auth/recent'
import { expectViewer } from '#lib/auth/viewer'
import { AppError } from '#lib/errors'
import { type Client, describeClient } from '#lib/request/client'
import type { Viewer } from '#lib/viewer'
import { errorRedirect } from '#lib/web/error-redirect'
import { requireSameOrigin } from '#lib/web/same-origin'
import { readFields } from '#lib/web/storable'

/** What a `<form action>` calls. It always ends on another page of ours. */
export type FormAction = (form: FormData) => Promise<void>

type Edge<S extends z.ZodType> = {
  input: S
  /** The page that the form is on, in the state that it is in: whoever must sign in or confirm first comes back to it. */
  page: Route | ((form: FormData) => string)
  /** For what cannot be taken back: only when Google confirmed the viewer in the last ten minutes. */
  recent?: boolean
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
  return async (form) => redirect(await destination(edge, form))
}

async function destination<S extends z.ZodType>(edge: Edge<S>, form: FormData): Promise<Route> {
  try {
    const sent = await headers()
    requireSameOrigin(sent)
    const viewer = await expectViewer()
    if (edge.recent) requireRecent(viewer)
    const parsed = edge.input.safeParse(readFields(form))
    if (!parsed.success) throw new AppError('invalid_input')
    return await edge.run({ viewer, client: describeClient(sent) }, parsed.data)
  } catch (error) {
    unstable_rethrow(error)
    return errorRedirect(error, typeof edge.page === 'string' ? edge.page : edge.page(form))
  }
}
