import { createHash, randomBytes } from 'node:crypto'
import { brand } from '#lib/brand'
import { browseSandbox, type Landing } from './sandbox-browser.ts'

export const client = {
  id: 'latchkey-test',
  secret: 'a secret of the test',
  name: brand.name,
  redirectUris: ['http://localhost:3000/api/auth/callback/google'],
}

export const signInScope = 'openid email profile'
export const driveScope = 'https://www.googleapis.com/auth/drive.metadata.readonly'

export type Tokens = {
  access_token: string
  refresh_token?: string
  id_token?: string
  scope: string
  expires_in: number
  refresh_token_expires_in?: number
  error?: string
  error_description?: string
}

/** A browser without a screen, and the app behind it, talking to a sandbox over plain HTTP. */
export function createVisitor(issuer: string) {
  const open = browseSandbox(issuer)
  const verifier = randomBytes(32).toString('base64url')
  const [redirectUri = ''] = client.redirectUris

  return {
    open,
    /** Begins a sign-in; `parameters` are added to the usual ones, or replace them. */
    authorize(parameters: Record<string, string> = {}) {
      const query = new URLSearchParams({
        client_id: client.id,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: signInScope,
        state: 'the-state',
        nonce: 'the-nonce',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        access_type: 'offline',
        ...parameters,
      })
      return open(`/o/oauth2/v2/auth?${query}`)
    },
    /** Presses a button of the page: its form's address and the fields that go with it. */
    press: (page: Landing, step: 'account' | 'consent' | 'cancel', fields: [string, string][] = []) =>
      open(`${page.path}/${step}`, new URLSearchParams(fields)),
    /** Goes through every screen as `sub`, ticking `ticked`, and exchanges the code. */
    async signIn(
      sub: string,
      parameters: Record<string, string> = {},
      ticked: string[] = [],
    ): Promise<Tokens> {
      let landing = await this.authorize(parameters)
      const account: [string, string][] = [['account', sub]]
      const boxes = ticked.map((scope): [string, string] => ['scope', scope])
      if (landing.text.includes('/account"')) landing = await this.press(landing, 'account', account)
      if (landing.text.includes('/consent"')) {
        landing = await this.press(landing, 'consent', [...account, ...boxes])
      }
      return this.exchange(landing.answer?.get('code') ?? '')
    },
    exchange: (code: string) =>
      tokens(issuer, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    refresh: (refreshToken = '') =>
      tokens(issuer, { grant_type: 'refresh_token', refresh_token: refreshToken }),
    files: (accessToken: string, query: Record<string, string> = {}) =>
      fetch(`${issuer}/drive/v3/files?${new URLSearchParams(query)}`, {
        headers: { authorization: `Bearer ${accessToken}` },
      }),
    revoke: (token: string) =>
      fetch(`${issuer}/revoke`, { method: 'POST', body: new URLSearchParams({ token }) }),
  }
}

async function tokens(issuer: string, body: Record<string, string>): Promise<Tokens> {
  const credentials = [client.id, client.secret].map(encodeURIComponent).join(':')
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams(body),
  })
  return (await response.json()) as Tokens
}
