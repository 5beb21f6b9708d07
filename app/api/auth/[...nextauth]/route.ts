import type { NextRequest } from 'next/server'
import { finishAuthorization } from '#lib/auth/callback'
import { providerAt } from '#lib/provider-ids'

/** Of all the routes that Auth.js has, the callbacks are the only ones that the outside needs. */
export async function GET(request: NextRequest): Promise<Response> {
  const provider = providerAt(request.nextUrl.pathname)
  if (!provider) return new Response('Not found', { status: 404 })
  return finishAuthorization(request, provider)
}

/** Next would answer HEAD by running GET, and that would use up the attempt. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: 'GET' } })
}
