import type { NextRequest } from 'next/server'
import { finishJourney } from '#lib/auth/callback'
import { CALLBACK_PATH } from '#lib/provider/redirect-uri'

/** Of all the routes that Auth.js has, the callback is the only one that the outside needs. */
export async function GET(request: NextRequest): Promise<Response> {
  if (request.nextUrl.pathname !== CALLBACK_PATH) return new Response('Not found', { status: 404 })
  return finishJourney(request)
}

/** Next would answer HEAD by running GET, and that would use up the attempt. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: 'GET' } })
}
