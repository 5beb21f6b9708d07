import 'server-only'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { reportProblem } from '#lib/auth/problems'
import { expectViewer } from '#lib/auth/viewer'
import { AppError } from '#lib/errors'
import type { Viewer } from '#lib/viewer'
import { requireSameOrigin } from '#lib/web/same-origin'

/** What a `<form action>` calls. It always ends on another page of ours. */
export type FormAction = (form: FormData) => Promise<void>

/**
 * The edge of every form of a signed-in person: is it from our own page, who is it, is the input sound. `run`
 * returns the path to go on to; what it throws becomes the page that says what happened.
 */
export function formAction<S extends z.ZodType>(
  input: S,
  run: (viewer: Viewer, input: z.output<S>) => Promise<Route>,
): FormAction {
  return async (form) => redirect(await destination(input, form, run))
}

async function destination<S extends z.ZodType>(
  input: S,
  form: FormData,
  run: (viewer: Viewer, input: z.output<S>) => Promise<Route>,
): Promise<Route> {
  try {
    requireSameOrigin(await headers())
    const viewer = await expectViewer()
    const parsed = input.safeParse(Object.fromEntries(form))
    if (!parsed.success) throw new AppError('invalid_input')
    return await run(viewer, parsed.data)
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof AppError && error.code === 'signed_out') return '/sign-in'
    return reportProblem('form failed', error) as Route
  }
}
