import { env, publicOrigin } from '#lib/env'

/** RFC 9116, section 2.5.5, wants less than a year. */
const VALID_DAYS = 180
const DAY_MS = 24 * 60 * 60 * 1000

/** Whom to tell of a vulnerability (RFC 9116), if `SECURITY_CONTACT` says it. */
export function GET(): Response {
  const contact = env().SECURITY_CONTACT
  if (!contact) return new Response('Not found', { status: 404 })
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS
  const fields = {
    Contact: contact,
    Expires: new Date(today + VALID_DAYS * DAY_MS).toISOString(),
    Canonical: `${publicOrigin()}/.well-known/security.txt`,
    'Preferred-Languages': 'en',
  }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`)
  return new Response(lines.join(''), { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
