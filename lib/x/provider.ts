import 'server-only'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import type { Provider } from '#lib/provider/provider'
import { parseTokenAnswer } from '#lib/provider/token-answer'

export const twitter: Provider = {
  id: 'twitter',
  type: 'oauth',
  signInScopes: {
    'users.read': { title: 'See your name, your handle and your picture', text: null },
    'tweet.read': { title: 'See posts that you can see: X knows no smaller permission', text: null },
    'users.email': { title: 'See your e-mail address', text: null },
  },
  askedScopes: () => [
    'users.read',
    'tweet.read',
    ...(env().AUTH_TWITTER_EMAIL === '1' ? ['users.email'] : []),
  ],
  shares: { 'users.read': 'Name, handle and picture', 'users.email': 'E-mail address' },
  sharedScopes: ({ email }) => ['users.read', 'tweet.read', ...(email === null ? [] : ['users.email'])],
  canonicalIssuer: (name) => name,
  checks: ['pkce', 'state'],
  authjs: async () => missing(),
  parameters: async () => ({}),
  metadata: null,
  authorizationErrors: {},
  readRedirectError: () => null,
  addsFragment: false,
  reauthenticates: false,
  readTokens: (answer, requested) => parseTokenAnswer(answer, { provider: 'twitter', requested }),
  readRefusal: () => ({ kind: 'unclear', reason: '' }),
  identify: async () => missing(),
  keeps: 'feature-tokens',
  refresh: { endpoint: async () => null, request: async () => missing(), requireSubject: () => undefined },
  revocation: { by: 'token', endsAll: false, revoke: async () => missing() },
  api: null,
  manageUrl: 'https://x.com/settings/connected_apps',
  profileUrl: (handle) => `https://x.com/${handle}`,
}

function missing(): never {
  throw new AppError('provider_off', { provider: 'twitter' })
}
