import type { z } from 'zod'
import type { ProviderId } from '../clients.ts'
import type { Endpoint } from '../endpoints.ts'
import type { FacebookSettings } from '../facebook/state.ts'
import type { faultSchema } from '../faults.ts'
import type { tamperingSchema } from '../google/oauth/id-tokens.ts'
import type { Settings } from '../google/state.ts'
import type { XSettings } from '../x/state.ts'

export const providerNames: Record<ProviderId, string> = {
  google: 'Google',
  facebook: 'Facebook',
  twitter: 'X',
}

/** Every endpoint in words, whose it is, and who asks: the app, or the browser of whoever signs in. */
export const endpointWords: Record<
  Endpoint,
  { provider: ProviderId; label: string; asks: 'app' | 'browser' }
> = {
  discovery: { provider: 'google', label: 'Where its endpoints are (discovery)', asks: 'app' },
  jwks: { provider: 'google', label: 'Its signing keys', asks: 'app' },
  authorize: { provider: 'google', label: 'The screens of a sign-in', asks: 'browser' },
  token: { provider: 'google', label: 'Giving and refreshing tokens', asks: 'app' },
  userinfo: { provider: 'google', label: 'Who somebody is (userinfo)', asks: 'app' },
  revoke: { provider: 'google', label: 'Ending access (revocation)', asks: 'app' },
  drive: { provider: 'google', label: 'Drive: listing files', asks: 'app' },
  'risc-configuration': { provider: 'google', label: 'Security events: who signs them', asks: 'app' },
  'risc-stream': { provider: 'google', label: 'Security events: where they go', asks: 'app' },
  'risc-update': { provider: 'google', label: 'Security events: registering', asks: 'app' },
  'risc-status': { provider: 'google', label: 'Security events: on or off', asks: 'app' },
  'risc-status-update': { provider: 'google', label: 'Security events: turning them on or off', asks: 'app' },
  'risc-verify': { provider: 'google', label: 'Security events: trying it out', asks: 'app' },
  'facebook-dialog': { provider: 'facebook', label: 'The screens of a sign-in', asks: 'browser' },
  'facebook-token': { provider: 'facebook', label: 'Giving tokens', asks: 'app' },
  'facebook-keys': { provider: 'facebook', label: 'Its signing keys', asks: 'app' },
  'facebook-permissions': { provider: 'facebook', label: 'Ending access (permissions)', asks: 'app' },
  'facebook-graph': { provider: 'facebook', label: 'Who somebody is (Graph)', asks: 'app' },
  'x-authorize': { provider: 'twitter', label: 'The screens of a sign-in', asks: 'browser' },
  'x-token': { provider: 'twitter', label: 'Giving and refreshing tokens', asks: 'app' },
  'x-revoke': { provider: 'twitter', label: 'Ending access (revocation)', asks: 'app' },
  'x-me': { provider: 'twitter', label: 'Who somebody is', asks: 'app' },
  'x-tweets': { provider: 'twitter', label: 'Posts: listing them', asks: 'app' },
}

type FaultInput = Omit<z.input<typeof faultSchema>, 'endpoint' | 'times' | 'seconds'>

/** What an endpoint can be made to do. `seconds` are those of the form, for what waits or asks to wait. */
export const faultWords: Readonly<Record<string, { label: string; make: (seconds: number) => FaultInput }>> =
  {
    slow: { label: 'Answers truly, but late', make: (seconds) => ({ delayMs: seconds * 1000 }) },
    hang: { label: 'Never answers', make: () => ({ hang: true }) },
    away: { label: 'Is away: closes the connection without an answer', make: () => ({ cut: true }) },
    lost: { label: 'Does it, and its answer is lost', make: () => ({ when: 'after', cut: true }) },
    broken: {
      label: 'Says that it is broken (500)',
      make: () => ({ status: 500, body: { error: 'server_error' } }),
    },
    unavailable: {
      label: 'Is not available (503), and says when to come again',
      make: (seconds) => ({ status: 503, headers: { 'retry-after': String(seconds) }, body: {} }),
    },
    limited: {
      label: 'Has had too many requests (429), and says when to come again',
      make: (seconds) => ({ status: 429, headers: { 'retry-after': String(seconds) }, body: {} }),
    },
    unauthorized: { label: 'Does not accept the token (401)', make: () => ({ status: 401, body: {} }) },
    forbidden: { label: 'Does not allow it (403)', make: () => ({ status: 403, body: {} }) },
    ended: {
      label: 'Says that the code or refresh token has ended (invalid_grant)',
      make: () => ({ status: 400, body: { error: 'invalid_grant' } }),
    },
    client: {
      label: 'Does not know the app (invalid_client)',
      make: () => ({ status: 401, body: { error: 'invalid_client' } }),
    },
    malformed: {
      label: 'Answers with JSON that breaks off',
      make: () => ({ status: 200, body: '{"access_token": "' }),
    },
    empty: { label: 'Answers with JSON that has nothing in it', make: () => ({ status: 200, body: {} }) },
    page: {
      label: 'Answers with a page in HTML, as a proxy in between does (502)',
      make: () => ({
        status: 502,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>',
      }),
    },
    elsewhere: {
      label: 'Sends whoever asks to another address (302)',
      make: () => ({ status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' }, body: {} }),
    },
  }

type TamperingInput = Omit<z.input<typeof tamperingSchema>, 'times'>

/** What can be wrong with an id_token. */
export const idTokenWords: Readonly<Record<string, { label: string; make: () => TamperingInput }>> = {
  foreign: { label: 'Is signed with a key that is not published', make: () => ({ signature: 'foreign' }) },
  unsigned: { label: 'Has no signature', make: () => ({ signature: 'none' }) },
  audience: {
    label: 'Is for another app',
    make: () => ({ claims: { aud: 'another-app', azp: 'another-app' } }),
  },
  issuer: { label: 'Is from another issuer', make: () => ({ claims: { iss: 'https://issuer.example' } }) },
  expired: { label: 'Has expired', make: () => ({ claims: { exp: 1_600_000_000, iat: 1_599_996_400 } }) },
  nonce: { label: 'Belongs to another sign-in (nonce)', make: () => ({ claims: { nonce: 'another' } }) },
  nobody: { label: 'Says nobody’s number (sub)', make: () => ({ claims: { sub: null } }) },
  address: {
    label: 'Has no email address',
    make: () => ({ claims: { email: null, email_verified: null } }),
  },
  name: {
    label: 'Has no name',
    make: () => ({ claims: { name: null, given_name: null, family_name: null } }),
  },
}

/** How a rule is shown and read: a number, a number of seconds, yes or no, one of some, lines of text. */
export type Rule = {
  label: string
  hint?: string
  kind: 'seconds' | 'number' | 'check' | 'text' | 'list' | 'refusal' | Readonly<Record<string, string>>
  /** Whether it may be empty, and what that means. */
  empty?: string
}

export const googleRules: Record<keyof Settings, Rule> = {
  accessTokenSeconds: { label: 'Access tokens are good for', kind: 'seconds' },
  codeSeconds: { label: 'Codes are good for', kind: 'seconds' },
  refreshTokenSeconds: {
    label: 'Refresh tokens end after',
    kind: 'seconds',
    empty: 'Empty: after six months without use',
  },
  refreshTokenLimit: {
    label: 'Refresh tokens of one person',
    kind: 'number',
    hint: 'The oldest is dropped in silence.',
  },
  testing: {
    label: 'The app is in testing',
    kind: 'check',
    hint: 'Refresh tokens for more than signing in end after seven days.',
  },
  rotation: {
    label: 'Each refresh replaces the refresh token',
    kind: 'check',
    hint: 'Google does not. Other providers do.',
  },
}

export const facebookRules: Record<keyof FacebookSettings, Rule> = {
  developmentMode: {
    label: 'The app is in development',
    kind: 'check',
    hint: 'Only people with a role in the app may sign in.',
  },
  roles: { label: 'Who has a role', kind: 'list', hint: 'Their ids at Facebook, by comma.' },
  pkce: {
    label: 'What becomes of a code_challenge',
    kind: { bound: 'It is kept, and the verifier must match', dropped: 'It is dropped in silence' },
    hint: 'Facebook is reported to drop it in silence, and then to refuse the verifier.',
  },
  requireProof: { label: 'Calls of Graph need appsecret_proof', kind: 'check' },
  privacyPolicyUrl: { label: 'Address of the privacy policy', kind: 'text', empty: 'Empty: none' },
  issuer: { label: 'Issuer of id_tokens', kind: 'text', empty: 'Empty: the sandbox' },
  refusal: {
    label: 'Dialogs come back with an error',
    kind: 'refusal',
    empty: 'A code and a sentence, such as “1349195 Blocked for now”. Empty: they do not',
  },
  codeSeconds: { label: 'Codes are good for', kind: 'seconds' },
  accessTokenSeconds: { label: 'Access tokens are good for', kind: 'seconds' },
  pictureSeconds: { label: 'Addresses of pictures are good for', kind: 'seconds' },
}

export const xRules: Record<keyof XSettings, Rule> = {
  accessTokenSeconds: { label: 'Access tokens are good for', kind: 'seconds' },
  codeSeconds: { label: 'Codes are good for', kind: 'seconds' },
  pageTokenSeconds: { label: 'Tokens of pages of posts are good for', kind: 'seconds' },
  requestEmail: {
    label: 'The app may ask for the address',
    kind: 'check',
    hint: '“Request email from users”. Without it, asking for the address leads to X’s error page.',
  },
  clientIdInForm: { label: 'client_id must be in the form as well', kind: 'check' },
  reuseEndsFamily: {
    label: 'A refresh token that is used twice ends its sign-in',
    kind: 'check',
  },
  consentEndsEarlier: { label: 'A new consent ends the refresh tokens before it', kind: 'check' },
  credits: {
    label: 'What the operator has left to pay with',
    kind: 'number',
    empty: 'In thousandths of a dollar. Empty: more than enough',
  },
  meLimit: { label: 'Requests about oneself in 15 minutes', kind: 'number' },
  tweetsLimit: { label: 'Requests for posts in 15 minutes', kind: 'number' },
  suspendedAs: {
    label: 'How a suspended account is answered',
    kind: {
      forbidden: 'Not allowed (403)',
      unauthorized: 'Token not accepted (401)',
      partial: 'As an error in a good answer (200)',
    },
  },
  postNames: { label: 'Posts have the names of the newest API', kind: 'check' },
}
