import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { safeReturnTo } from '#lib/auth/return-to'
import type { Departure } from '#lib/auth/start'
import { expectViewer } from '#lib/auth/viewer'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { readBytes } from '#lib/http/body'
import { NO_STORE } from '#lib/http/no-store'
import { type Client, describeClient } from '#lib/request/client'
import type { Viewer } from '#lib/viewer'
import { errorRedirect } from '#lib/web/error-redirect'
import { leavingPage } from '#lib/web/leaving-page'
import { findSender } from '#lib/web/same-origin'
import { readFields } from '#lib/web/storable'

const FORM = 'application/x-www-form-urlencoded'
const MAX_BYTES = 4_096

/** `returnTo` is the form's field of that name when it is a page of ours, else the dashboard. */
type Sent = { client: Client; returnTo: string }
type Run<S extends z.ZodType> = (sent: Sent, input: z.output<S>) => Promise<Departure>
type RunForViewer<S extends z.ZodType> = (
  sent: Sent & { viewer: Viewer },
  input: z.output<S>,
) => Promise<Departure>

type FormRoute = (request: Request) => Promise<Response>

/**
 * The edge of a form that leaves the site: it posts to a route, because a Server Action that redirects to
 * another origin has Next's client try to fetch that origin first. `run` says where to go on to, which a page of ours does.
 */
export function formRoute<S extends z.ZodType>(input: S, run: Run<S>): FormRoute {
  return async (request) => {
    let returnTo: string | undefined
    try {
      const sender = findSender(request.headers)
      if (sender === 'foreign') throw new AppError('cross_site')
      const fields = await readForm(request)
      returnTo = safeReturnTo(fields.returnTo)
      if (sender === 'elsewhere') throw new AppError('other_address')
      const parsed = input.safeParse(fields)
      if (!parsed.success) throw new AppError('invalid_input')
      const departure = await run({ client: describeClient(request.headers), returnTo }, parsed.data)
      return leavingPage(departure, request.headers)
    } catch (error) {
      unstable_rethrow(error)
      const problem = errorRedirect(error, safeReturnTo(returnTo))
      // Our policy lets no form lead to another origin: who posted under another name reads there where to go.
      const elsewhere = error instanceof AppError && error.code === 'other_address'
      return seeOther(problem, elsewhere ? null : env().AUTH_URL)
    }
  }
}

/** The same for somebody who is signed in; whoever is not signs in first, and then comes to `returnTo`. */
export function viewerFormRoute<S extends z.ZodType>(input: S, run: RunForViewer<S>): FormRoute {
  return formRoute(input, async (sent, parsed) => run({ ...sent, viewer: await expectViewer() }, parsed))
}

async function readForm(request: Request): Promise<Record<string, string | File>> {
  const [type] = (request.headers.get('content-type') ?? '').split(';')
  if (type?.trim().toLowerCase() !== FORM) throw new AppError('unreadable_form')
  return readFields(new URLSearchParams(await readText(request.body)))
}

/** Proxies may send on in chunks what a browser sent with a length. A body that breaks off is no defect of ours. */
async function readText(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const bytes = await readBytes(body, MAX_BYTES).catch((cause: unknown) => {
    throw new AppError('invalid_input', { cause })
  })
  if (!bytes) throw new AppError('too_large')
  return Buffer.from(bytes).toString()
}

/**
 * Sends a browser on by GET. Nobody may store where to.
 *
 * @param origin null for a path at the origin that was asked, under whatever name
 */
export function seeOther(address: string, origin: string | null = env().AUTH_URL): Response {
  const location = origin === null ? address : new URL(address, origin).href
  return new Response(null, { status: 303, headers: { location, 'cache-control': NO_STORE } })
}
