import { expect } from '@playwright/test'
import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Every name that a request to a provider may have (RFC 6749, OpenID Connect Core 1.0, RFC 7636, RFC 9101, and the providers'). */
const NAMES = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'login_hint',
  'id_token_hint',
  'max_age',
  'acr_values',
  'ui_locales',
  'display',
  'claims',
  'request',
  'request_uri',
  'audience',
  'access_type',
  'include_granted_scopes',
  'hd',
  'auth_type',
]

/** Whatever a form or an address says of it, a request is ours to the letter; only what is new each time differs. */
export default {
  tag: ['@R4', '@R5'],
  of: EVERY,
  run: async ({ browser, begin }, provider) => {
    const read = async (path: string, fields: Record<string, string>) => {
      const { origin, pathname, searchParams } = await begin(browser(), provider, path, fields)
      for (const name of ['state', 'nonce', 'code_challenge']) searchParams.delete(name)
      return [origin, pathname, ...[...searchParams].sort()]
    }
    const ours = await read('/sign-in/start', {})
    const evil = Object.fromEntries(NAMES.map((name) => [name, 'evil']))
    expect(await read('/sign-in/start', evil)).toEqual(ours)
    expect(await read(`/sign-in/start?${new URLSearchParams(evil)}`, {})).toEqual(ours)
  },
} satisfies Case
