import 'server-only'
import { AppError } from '#lib/errors'
import type { Provider } from '#lib/provider/provider'
import { parseTokenAnswer } from '#lib/provider/token-answer'

export const facebook: Provider = {
  id: 'facebook',
  type: 'oidc',
  signInScopes: {
    openid: { title: 'Recognise you when you come back', text: null },
    email: { title: 'See your e-mail address, if you share it', text: null },
    public_profile: { title: 'See your name and picture', text: null },
  },
  askedScopes: () => ['openid', 'email', 'public_profile'],
  shares: { public_profile: 'Name and picture', email: 'E-mail address' },
  sharedScopes: ({ email }) => ['openid', 'public_profile', ...(email === null ? [] : ['email'])],
  canonicalIssuer: (name) => name,
  checks: ['pkce', 'state', 'nonce'],
  authjs: async () => missing(),
  parameters: async () => ({}),
  metadata: null,
  authorizationErrors: {},
  readRedirectError: () => null,
  reauthenticates: true,
  readTokens: (answer, requested) => parseTokenAnswer(answer, { provider: 'facebook', requested }),
  readRefusal: () => ({ kind: 'unclear', reason: '' }),
  identify: async () => missing(),
  keeps: 'nothing',
  refresh: null,
  revocation: { by: 'subject', endsAll: true, revoke: async () => missing() },
  api: null,
  manageUrl: 'https://www.facebook.com/settings?tab=applications',
  profileUrl: null,
}

function missing(): never {
  throw new AppError('provider_off', { provider: 'facebook' })
}
