import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { reportProblem } from '#lib/auth/problems'
import { safeReturnTo } from '#lib/auth/return-to'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { requireSameOrigin } from '#lib/web/same-origin'

const FORM = 'application/x-www-form-urlencoded'
const MAX_BYTES = 4_096

/**
 * The edge of a form that leaves the site: it posts to a route, because a Server Action that redirects to
 * another origin has Next's client try to fetch that origin first. `run` returns the address to go on to.
 */
export function formRoute<S extends z.ZodType>(
  input: S,
  run: (input: z.output<S>) => Promise<string>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    let returnTo: string | undefined
    try {
      requireSameOrigin(request.headers)
      const fields = await readForm(request)
      returnTo = safeReturnTo(fields.returnTo)
      const parsed = input.safeParse(fields)
      if (!parsed.success) throw new AppError('invalid_input')
      return seeOther(await run(parsed.data))
    } catch (error) {
      unstable_rethrow(error)
      return seeOther(reportProblem('form failed', error, returnTo))
    }
  }
}

async function readForm(request: Request): Promise<Record<string, string>> {
  const [type] = (request.headers.get('content-type') ?? '').split(';')
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (type?.trim().toLowerCase() !== FORM || !(length <= MAX_BYTES)) throw new AppError('invalid_input')
  return Object.fromEntries(new URLSearchParams(await request.text()))
}

function seeOther(address: string): Response {
  const location = new URL(address, env().AUTH_URL).href
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'private, no-store' } })
}
