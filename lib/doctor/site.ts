import 'server-only'
import { brand } from '#lib/brand'
import { type Check, count, failure, Missing, ok, warning } from '#lib/doctor/check'
import { describeReason } from '#lib/doctor/examine'
import type { PublicAnswer, SeenRequest } from '#lib/doctor/public-address'
import type { SetUp } from '#lib/doctor/set-up'

const OTHER_ENVIRONMENT =
  'Run the doctor with the environment of the server: with another AUTH_SECRET or AUTH_URL it examines another set-up.'

/** Whether AUTH_URL leads to this application. */
export const publicAddress: Check<SetUp> = {
  id: 'public-address',
  group: 'Public address',
  title: 'AUTH_URL leads here',
  async examine({ setting, values, publicAnswer }) {
    const origin = setting('AUTH_URL')
    const answer = await publicAnswer().catch((error: unknown) => describeReason(error))
    if (typeof answer === 'string')
      return failure(answer, 'Start the server, and look at the DNS, the firewall and the proxy between.')
    if (answer.seenRequest) return ok(`${origin} leads to this application`)
    if (answer.location !== null)
      return failure(`${origin} redirects to ${hostOf(answer.location, origin)}`, REDIRECT)
    if (!values.AUTH_SECRET)
      return ok(`${origin} answers with status ${answer.status}; whoever it is (needs auth-secret)`)
    return describeStranger(origin, answer)
  },
}

const REDIRECT =
  'Set AUTH_URL to the address that people end up on, and register its redirect URIs with every provider.'

function describeStranger(origin: string, { status, isOurProduct }: PublicAnswer) {
  if (isOurProduct)
    return warning(`${origin} leads to a ${brand.name} that does not know this doctor`, OTHER_ENVIRONMENT)
  if (status >= 500)
    return failure(
      `${origin} answers with status ${status}`,
      'The proxy does not reach the server: see its log.',
    )
  return failure(
    `${origin} answers with status ${status}, but it is not this application`,
    'Correct AUTH_URL, or where the proxy sends its requests.',
  )
}

/** What the proxies before the server make of a request. */
export const proxy: Check<SetUp> = {
  id: 'proxy',
  group: 'Public address',
  title: 'Behind the proxy',
  async examine({ setting, publicAnswer }) {
    const origin = setting('AUTH_URL')
    const { seenRequest } = await publicAnswer().catch(() => ({ seenRequest: null }))
    if (!seenRequest) throw new Missing('public-address')
    const { addresses, unreadable, otherName, forwardedHost, trustedProxyHops: hops } = seenRequest
    // In development, our own server speaks TLS.
    const behindTls = origin.startsWith('https:') && setting('NODE_ENV') === 'production'
    const seen = `${describeNames(seenRequest)}; ${count(addresses, 'address', 'addresses')} in X-Forwarded-For, TRUSTED_PROXY_HOPS=${hops}`
    if (behindTls && addresses === 0)
      return warning(`${seen}: everybody has the address of the proxy`, 'Let the proxy send X-Forwarded-For.')
    if (addresses !== hops)
      return warning(
        `${seen}: ${addresses > hops ? 'everybody has the address of a proxy' : 'addresses cannot be told'}`,
        `Set TRUSTED_PROXY_HOPS=${addresses} when that many proxies in front of the server are yours.`,
      )
    if (unreadable !== undefined)
      return warning(
        `${seen}: “${unreadable.slice(0, LONGEST_ENTRY)}” is no address, so everybody has that of the proxy`,
        'Let the proxy write the address that it is asked from, with or without its port.',
      )
    if (otherName)
      return warning(
        `${seen}: that is not the name in AUTH_URL, so every page is asked for twice`,
        'Let the proxy send the name that browsers ask for as X-Forwarded-Host, or no such header.',
      )
    return ok(hops > 0 && !forwardedHost ? `${seen}; ${NAMELESS}` : seen)
  },
}

const LONGEST_ENTRY = 60

const NAMELESS =
  'without X-Forwarded-Host, somebody who comes by another name of the site is told so only when they sign in'

/** The server itself believes AUTH_URL alone, so these names say where a request went. Only whether a page is sent on depends on them. */
function describeNames({ host, forwardedHost, forwardedProto }: SeenRequest): string {
  const forwarded = [forwardedProto, forwardedHost].filter(Boolean).join('://')
  return `the server is asked as ${host ?? 'nobody'}${forwarded && `, forwarded as ${forwarded}`}`
}

function hostOf(location: string, base: string): string {
  return URL.parse(location, base)?.origin ?? 'nowhere'
}
