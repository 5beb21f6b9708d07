import 'server-only'
import type { Check } from '#lib/doctor/check'
import { consoleCheck, lookAtClient, lookAtClock, lookForReturns, providerCheck } from '#lib/doctor/provider'
import type { SetUp } from '#lib/doctor/set-up'
import { redirectUri } from '#lib/provider-ids'

const KEYS = 'In X’s console they are under “Keys and tokens”, OAuth 2.0.'

const ADVICE = {
  id: `X knows no such client: AUTH_TWITTER_ID is the OAuth 2.0 client id, and not the API key. ${KEYS}`,
  secret: `Correct AUTH_TWITTER_SECRET, or make another one: the OAuth 2.0 client secret, which an app of the type “Web App, Automated App or Bot” has and others have not. ${KEYS}`,
}

/** X advises against localhost (docs.x.com, "Apps"); people use it all the same. */
function registerAtX(uri: string): string {
  const hint =
    new URL(uri).hostname === 'localhost' ? ' X wants http://127.0.0.1 in the place of http://localhost.' : ''
  return `Register ${uri} in X’s console (User authentication settings), to the letter.${hint}`
}

const redirect = providerCheck('twitter', {
  id: 'x-redirect-uri',
  title: 'Redirect URI',
  examine: (setUp) =>
    lookForReturns(setUp, 'twitter', {
      asked: setUp.x.tryClient(),
      client: 'x-client',
      standIn: setUp.values.X_URL,
      advice: registerAtX,
    }),
})

/** In the order in which they are read. */
export const xChecks: Check<SetUp>[] = [
  consoleCheck('twitter', {
    id: 'x-console',
    lines: (origin, { values }) => [
      `Callback URI: ${redirectUri(origin, 'twitter')}`,
      `Website URL: ${origin}`,
      'Type of app: Web App, Automated App or Bot. App permissions: Read',
      values.AUTH_TWITTER_EMAIL === '1'
        ? 'Request email from users: on, since AUTH_TWITTER_EMAIL is 1'
        : 'Request email from users: not needed, since AUTH_TWITTER_EMAIL is not 1',
    ],
  }),
  providerCheck('twitter', {
    id: 'x-client',
    title: 'Client id and secret',
    examine: ({ x }) =>
      lookAtClient(x.tryClient(), (blame) => (blame ? ADVICE[blame] : `${ADVICE.id} ${ADVICE.secret}`)),
  }),
  redirect,
  providerCheck('twitter', {
    id: 'x-clock',
    title: 'Clock against X’s',
    // No sign-in depends on it: X says in Unix seconds until when to pause, and signs nothing.
    examine: ({ x }) => lookAtClock(x.tryClient(), { client: 'x-client', matters: false }),
  }),
]
