import 'server-only'
import { type Check, failure, Missing, ok, warning } from '#lib/doctor/check'
import {
  consoleCheck,
  lookAtClient,
  lookAtClock,
  lookAtKeys,
  NETWORK,
  outcomeOf,
  providerCheck,
} from '#lib/doctor/provider'
import type { SetUp } from '#lib/doctor/set-up'
import { redirectUri } from '#lib/provider-ids'

const NEWS_TRAVEL_SLOWLY = 'What is changed in Google’s console takes from five minutes to a few hours.'

const discovery = providerCheck('google', {
  id: 'google-discovery',
  title: 'Discovery document',
  async examine({ setting, google }) {
    const issuer = setting('AUTH_GOOGLE_ISSUER')
    const document = await outcomeOf(google.tryDiscovery())
    if ('error' in document)
      return failure(document.error, `${NETWORK} AUTH_GOOGLE_ISSUER must be the issuer to the letter.`)
    return ok(`${issuer} answers`)
  },
})

const client = providerCheck('google', {
  id: 'google-client',
  title: 'Client id and secret',
  examine: ({ google }) =>
    lookAtClient(google.tryClient(), async () => {
      const start = await outcomeOf(google.tryRedirect())
      const isUnknown = 'value' in start && start.value.kind === 'refused' && /client/.test(start.value.code)
      return isUnknown ? UNKNOWN_CLIENT : WRONG_SECRET
    }),
})

const UNKNOWN_CLIENT = `Google knows no such client: correct AUTH_GOOGLE_ID, or make the client anew. ${NEWS_TRAVEL_SLOWLY}`
const WRONG_SECRET = `The client is known: correct AUTH_GOOGLE_SECRET, or make another secret for it. ${NEWS_TRAVEL_SLOWLY}`

const redirect = providerCheck('google', {
  id: 'google-redirect-uri',
  title: 'Redirect URI',
  async examine({ setting, google }) {
    const uri = redirectUri(setting('AUTH_URL'), 'google')
    const answer = await outcomeOf(google.tryRedirect())
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
})

/** In the order in which they are read. */
export const googleChecks: Check<SetUp>[] = [
  consoleCheck('google', {
    id: 'google-console',
    lines: (origin) => [
      `Authorised redirect URI: ${redirectUri(origin, 'google')}`,
      `Authorised JavaScript origin: ${origin}`,
    ],
  }),
  discovery,
  providerCheck('google', {
    id: 'google-keys',
    title: 'Signing keys',
    examine: async ({ google }) => lookAtKeys((await google.discovery()).jwks_uri),
  }),
  client,
  redirect,
  providerCheck('google', {
    id: 'google-clock',
    title: 'Clock against Google’s',
    examine: ({ google }) => lookAtClock(google.tryClient(), { client: 'google-client', matters: true }),
  }),
]
