import 'server-only'
import { z } from 'zod'
import { type Check, count, failure, Missing, ok, warning } from '#lib/doctor/check'
import { describeReason } from '#lib/doctor/examine'
import type { SetUp } from '#lib/doctor/set-up'
import { boundedFetch, readJson } from '#lib/http/fetch'
import { redirectUri } from '#lib/provider-ids'

const NETWORK =
  'Let this machine reach it over https: look at the DNS, the firewall and the proxy for outgoing requests.'
const NEWS_TRAVEL_SLOWLY = 'What is changed in Google’s console takes from five minutes to a few hours.'

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })) })

/** Not a question, but what everybody looks for. */
export const consoleAddresses: Check<SetUp> = {
  id: 'google-console',
  group: 'Google',
  title: 'For Google’s console',
  examine({ setting }) {
    const origin = setting('AUTH_URL')
    return ok(
      `Authorised redirect URI: ${redirectUri(origin, 'google')}\nAuthorised JavaScript origin: ${origin}`,
    )
  },
}

export const discovery: Check<SetUp> = {
  id: 'discovery',
  group: 'Google',
  title: 'Discovery document',
  async examine({ setting, tryDiscovery }) {
    const issuer = setting('AUTH_GOOGLE_ISSUER')
    const document = await outcomeOf(tryDiscovery())
    if ('error' in document)
      return failure(document.error, `${NETWORK} AUTH_GOOGLE_ISSUER must be the issuer to the letter.`)
    return ok(`${issuer} answers`)
  },
}

export const signingKeys: Check<SetUp> = {
  id: 'signing-keys',
  group: 'Google',
  title: 'Signing keys',
  async examine({ discovery }) {
    const { jwks_uri } = await discovery()
    const answer = await outcomeOf(boundedFetch(jwks_uri))
    if ('error' in answer) return failure(answer.error, NETWORK)
    const parsed = keySet.safeParse(await readJson(answer.value))
    const usable = parsed.data?.keys.filter(({ kty }) => kty === 'RSA').length ?? 0
    if (usable > 0) return ok(count(usable, 'key for RS256', 'keys for RS256'))
    return failure(
      `${new URL(jwks_uri).host} publishes no key for RS256`,
      'No id_token can be verified: ask the provider.',
    )
  },
}

export const client: Check<SetUp> = {
  id: 'google-client',
  group: 'Google',
  title: 'Client id and secret',
  async examine({ tryClient, tryRedirect }) {
    const [answer, start] = await Promise.all([outcomeOf(tryClient()), outcomeOf(tryRedirect())])
    if ('error' in answer) return failure(answer.error, NETWORK)
    const { kind, code } = answer.value
    if (kind === 'accepted') return ok('accepted')
    if (kind === 'unclear')
      return warning(`whether they are accepted is not clear: ${code}`, 'Try again, and sign in once.')
    const isUnknown = 'value' in start && start.value.kind === 'refused' && /client/.test(start.value.code)
    return failure(`refused: ${code}`, isUnknown ? UNKNOWN_CLIENT : WRONG_SECRET)
  },
}

const UNKNOWN_CLIENT = `Google knows no such client: correct AUTH_GOOGLE_ID, or make the client anew. ${NEWS_TRAVEL_SLOWLY}`
const WRONG_SECRET = `The client is known: correct AUTH_GOOGLE_SECRET, or make another secret for it. ${NEWS_TRAVEL_SLOWLY}`

export const redirect: Check<SetUp> = {
  id: 'redirect-uri',
  group: 'Google',
  title: 'Redirect URI',
  async examine({ setting, tryRedirect }) {
    const uri = redirectUri(setting('AUTH_URL'), 'google')
    const answer = await outcomeOf(tryRedirect())
    if ('error' in answer) return failure(answer.error, NETWORK)
    const probe = answer.value
    if (probe.kind === 'accepted') return ok('registered')
    if (probe.kind === 'unclear')
      return warning(`whether it is registered is not clear: ${probe.code}`, 'Sign in once.')
    if (/client/.test(probe.code)) throw new Missing('google-client')
    return failure(
      `refused: ${probe.code}`,
      `Register ${uri} with the client in Google’s console, to the letter. ${NEWS_TRAVEL_SLOWLY}`,
    )
  },
}

/** The value, or the reason why there is none. What is `Missing` stays so. */
async function outcomeOf<T>(promise: Promise<T>): Promise<{ value: T } | { error: string }> {
  try {
    return { value: await promise }
  } catch (error) {
    if (error instanceof Missing) throw error
    return { error: describeReason(error) }
  }
}
