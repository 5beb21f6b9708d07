import 'server-only'
import { type Check, type Finding, ok, warning } from '#lib/doctor/check'
import {
  consoleCheck,
  lookAtClient,
  lookAtClock,
  lookAtKeys,
  lookForReturns,
  outcomeOf,
  providerCheck,
} from '#lib/doctor/provider'
import type { SetUp } from '#lib/doctor/set-up'
import { redirectUri } from '#lib/provider-ids'

const BASIC = 'They are in Facebook’s console under App settings, Basic.'

const ADVICE = {
  id: `Facebook knows no such app, or it is disabled: correct AUTH_FACEBOOK_ID, the app id. ${BASIC}`,
  secret: `The app is known: correct AUTH_FACEBOOK_SECRET, the app secret. ${BASIC}`,
}

const redirect = providerCheck('facebook', {
  id: 'facebook-redirect-uri',
  title: 'Redirect URI',
  examine: (setUp) =>
    lookForReturns(setUp, 'facebook', {
      asked: setUp.facebook.tryClient(),
      client: 'facebook-client',
      standIn: setUp.values.FACEBOOK_URL,
      advice: (uri) =>
        `Add ${uri} to the valid OAuth redirect URIs (Facebook Login, Settings), to the letter.`,
    }),
})

/** What Facebook says of the app by its own token. It need not: then there is nothing to complain about. */
const app = providerCheck('facebook', {
  id: 'facebook-app',
  title: 'App settings',
  async examine({ facebook }): Promise<Finding> {
    const answer = await outcomeOf(facebook.tryApp())
    if ('error' in answer) return { verdict: 'skipped', seen: `Facebook does not say: ${answer.error}` }
    const { name, privacyPolicyUrl } = answer.value
    if (privacyPolicyUrl !== null) return ok(`“${name}”, with a privacy policy at ${privacyPolicyUrl}`)
    return warning(
      `“${name}” has no privacy policy`,
      'Enter its address under App settings, Basic: without one the app cannot go live, and lets in only people with a role in it.',
    )
  },
})

/** Facebook calls them over https alone (docs/production.md). */
function callbackLines(origin: string): string[] {
  if (!origin.startsWith('https:'))
    return ['Deauthorize callback and data deletion request: Facebook wants https, so none from here']
  return [
    `Deauthorize callback URL: ${origin}/api/facebook/deauthorize`,
    `Data deletion request URL: ${origin}/api/facebook/data-deletion`,
  ]
}

/** In the order in which they are read. */
export const facebookChecks: Check<SetUp>[] = [
  consoleCheck('facebook', {
    id: 'facebook-console',
    lines: (origin) => [
      `Valid OAuth redirect URI: ${redirectUri(origin, 'facebook')}`,
      ...callbackLines(origin),
    ],
  }),
  providerCheck('facebook', {
    id: 'facebook-keys',
    title: 'Signing keys',
    examine: ({ facebook }) => lookAtKeys(facebook.keysUrl()),
  }),
  providerCheck('facebook', {
    id: 'facebook-client',
    title: 'App id and secret',
    examine: ({ facebook }) =>
      lookAtClient(facebook.tryClient(), (blame) =>
        blame ? ADVICE[blame] : `${ADVICE.id} ${ADVICE.secret}`,
      ),
  }),
  redirect,
  app,
  providerCheck('facebook', {
    id: 'facebook-clock',
    title: 'Clock against Facebook’s',
    examine: ({ facebook }) =>
      lookAtClock(facebook.tryClient(), { client: 'facebook-client', matters: true }),
  }),
]
