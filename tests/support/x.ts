import { createHash, randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Person } from '#scripts/sandbox/people'
import type { XSettings } from '#scripts/sandbox/x/state'
import { xClient } from './clients.ts'
import { commandsTo } from './control.ts'
import { browseSandbox, type Landing } from './sandbox-browser.ts'

/** Who of the people that every sandbox has is who at X. */
export const adaAtX = '1500000000000000001'
export const nahapetyanAtX = '1500000000000000004'

export const xSignInScope = 'users.read tweet.read'
export const xPostsScope = `${xSignInScope} offline.access`

/** What X says of a refresh token that has ended, been used or been revoked: not `invalid_grant`. */
export const invalidToken = {
  error: 'invalid_request',
  error_description: 'Value passed for the token was invalid.',
}

export type XTokens = {
  token_type?: string
  access_token: string
  refresh_token?: string
  scope: string
  expires_in: number
  error?: string
  error_description?: string
}

/** What a test can do to the X in the sandbox at `issuer`, beside what `controlGoogle` does to the whole of it. */
export function controlX(issuer: string) {
  const send = commandsTo(issuer)
  return {
    settings: (changes: Partial<XSettings>) => send<XSettings>('PATCH', 'x/settings', changes),
    currentSettings: () => send<XSettings>('GET', 'x/settings'),
    /** What X would have charged for, in thousandths of a dollar. */
    charges: () => send<{ day: string; resource: string; price: number }[]>('GET', 'x/charges'),
    /** Removes access as the person would in X's settings. An account is a person's `sub` or e-mail at Google. */
    removeGrant: (account: string) => send('DELETE', 'grants', { account, provider: 'twitter' }),
  }
}

/** A browser without a screen, and the app behind it, talking to the X of a sandbox over plain HTTP. */
export function createXVisitor(issuer: string, { id, secret, redirectUris } = xClient) {
  const open = browseSandbox(issuer)
  const verifier = randomBytes(32).toString('base64url')
  const [redirectUri = ''] = redirectUris

  const post = (path: string, fields: Record<string, string>, headers = basic(id, secret)) =>
    fetch(issuer + path, { method: 'POST', headers, body: new URLSearchParams(fields) })

  return {
    open,
    post,
    verifier,
    /** Begins a sign-in; `parameters` are added to the usual ones, or replace them; undefined takes one out. */
    authorize(parameters: Record<string, string | undefined> = {}) {
      const query = {
        client_id: id,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: xSignInScope,
        state: 'the-state',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...parameters,
      }
      const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
      return open(`/i/oauth2/authorize?${new URLSearchParams(set)}`)
    },
    /** Presses a button of the page: its form's address and the fields that go with it. */
    press: (page: Landing, step: 'account' | 'consent' | 'cancel', fields: Record<string, string> = {}) =>
      open(`${page.path}/${step}`, new URLSearchParams(fields)),
    /** Goes through every screen as the person `sub`. */
    async agree(sub: string, parameters: Record<string, string | undefined> = {}): Promise<Landing> {
      let landing = await this.authorize(parameters)
      if (landing.text.includes('/account"')) landing = await this.press(landing, 'account', { account: sub })
      return this.press(landing, 'consent', { account: sub })
    },
    /** Goes through every screen as the person `sub`, and exchanges the code. */
    async signIn(sub: string, parameters: Record<string, string | undefined> = {}): Promise<XTokens> {
      const landing = await this.agree(sub, parameters)
      return this.exchange(landing.answer?.get('code') ?? '')
    },
    exchange: async (code: string, changes: Record<string, string> = {}) =>
      (await (
        await post('/2/oauth2/token', {
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          code_verifier: verifier,
          ...changes,
        })
      ).json()) as XTokens,
    refresh: async (refreshToken = '') =>
      (await (
        await post('/2/oauth2/token', { grant_type: 'refresh_token', refresh_token: refreshToken })
      ).json()) as XTokens,
    revoke: (token: string) => post('/2/oauth2/revoke', { token }),
    me: (accessToken: string, query: Record<string, string> = {}) =>
      fetch(`${issuer}/2/users/me?${new URLSearchParams(query)}`, { headers: bearer(accessToken) }),
    tweets: (accessToken: string, userId: string, query: Record<string, string> = {}) =>
      fetch(`${issuer}/2/users/${userId}/tweets?${new URLSearchParams(query)}`, {
        headers: bearer(accessToken),
      }),
  }
}

export function basic(id: string, secret: string): Record<string, string> {
  const credentials = [id, secret].map(encodeURIComponent).join(':')
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}

/** Chooses an account on X's screen, and lets the app have what it asks for. */
export async function chooseAtX(page: Page, { x }: Person): Promise<void> {
  const account = page.getByRole('button', { name: `@${x?.username}` })
  const agree = page.getByRole('button', { name: 'Authorize app', exact: true })
  await account.or(agree).first().waitFor()
  if (await account.isVisible()) await account.click()
  await agree.click()
}
