import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { ClientOptions } from '#scripts/sandbox/clients'
import { facebookClient } from './clients.ts'
import { CookieJar } from './http.ts'

const dialog = '/v26.0/dialog/oauth'

export const facebookScope = 'openid email public_profile'

type Body = Record<string, unknown> & { access_token?: string; id_token?: string; error?: object }

/** Where a visit stopped: at a page of the sandbox, or at the app, by the address that the browser was sent to. */
export type FacebookLanding = {
  status: number
  text: string
  location: string | null
  answer: URLSearchParams | null
}

/** A browser without a screen, and the app behind it, talking to the Facebook of a sandbox over plain HTTP. */
export function createFacebookVisitor(issuer: string, client: ClientOptions = facebookClient) {
  const jar = new CookieJar()
  const verifier = randomBytes(32).toString('base64url')
  const [redirectUri = ''] = client.redirectUris
  let query = ''

  async function open(
    path: string,
    form?: URLSearchParams,
    headers: Record<string, string> = {},
  ): Promise<FacebookLanding> {
    const response = await fetch(issuer + path, {
      method: form ? 'POST' : 'GET',
      ...(form ? { body: form } : {}),
      redirect: 'manual',
      headers: { ...jar.headersFor(dialog), accept: 'text/html', ...headers },
    })
    jar.keep(response.headers)
    const location = response.headers.get('location')
    const answer = location ? new URL(location).searchParams : null
    return { status: response.status, text: await response.text(), location, answer }
  }

  const fields = (changes: Record<string, string | undefined>, usual: Record<string, string>) =>
    Object.entries({ ...usual, ...changes }).filter((pair): pair is [string, string] => pair[1] !== undefined)

  async function ask(method: string, path: string, parameters: Record<string, string>): Promise<Body> {
    const response = await fetch(`${issuer}${path}?${new URLSearchParams(parameters)}`, { method })
    return (await response.json()) as Body
  }

  return {
    open,
    /** Begins a sign-in; `changes` are added to the usual parameters, or replace them. */
    authorize(changes: Record<string, string | undefined> = {}, headers?: Record<string, string>) {
      const usual = {
        client_id: client.id,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: facebookScope,
        state: 'the-state',
        nonce: 'the-nonce',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }
      query = new URLSearchParams(fields(changes, usual)).toString()
      return open(`${dialog}?${query}`, undefined, headers)
    },
    /** Presses a button of the dialog that was opened last. */
    press: (step: 'login' | 'consent' | 'cancel', account = '', ticked: string[] = []) =>
      open(
        `${dialog}/${step}?${query}`,
        new URLSearchParams([['account', account], ...ticked.map((scope) => ['scope', scope])]),
      ),
    /** Goes through every screen as `account`, with the address ticked or not. */
    async visit(account: string, changes: Record<string, string | undefined> = {}, ticked = ['email']) {
      let landing = await this.authorize(changes)
      if (landing.text.includes('/login?')) landing = await this.press('login', account)
      if (landing.text.includes('/consent?')) landing = await this.press('consent', account, ticked)
      return landing
    },
    /** Opens an address that an app has sent the browser to. */
    follow(address: string) {
      query = new URL(address).search.slice(1)
      return open(`${dialog}?${query}`)
    },
    /** The same, and goes through every screen. */
    async travel(address: string, account: string, ticked = ['email']) {
      let landing = await this.follow(address)
      if (landing.text.includes('/login?')) landing = await this.press('login', account)
      if (landing.text.includes('/consent?')) landing = await this.press('consent', account, ticked)
      return landing
    },
    /** Visits, and exchanges the code. */
    async signIn(account: string, changes: Record<string, string | undefined> = {}, ticked = ['email']) {
      const { answer } = await this.visit(account, changes, ticked)
      return this.exchange(answer?.get('code') ?? '')
    },
    /** Asks the token endpoint; a field that is undefined is left out. */
    async exchange(
      code: string,
      changes: Record<string, string | undefined> = {},
      by: 'GET' | 'POST' = 'POST',
    ) {
      const usual = {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uri: redirectUri,
        code,
        code_verifier: verifier,
      }
      const parameters = new URLSearchParams(fields(changes, usual))
      const response = await fetch(
        `${issuer}/v26.0/oauth/access_token${by === 'GET' ? `?${parameters}` : ''}`,
        {
          method: by,
          ...(by === 'POST' ? { body: parameters } : {}),
        },
      )
      return (await response.json()) as Body
    },
    graph: (path: string, parameters: Record<string, string>) => ask('GET', `/v26.0/${path}`, parameters),
    remove: (path: string, parameters: Record<string, string>) => ask('DELETE', `/v26.0/${path}`, parameters),
    appToken: `${client.id}|${client.secret}`,
    proofOf: (token: string) => createHmac('sha256', client.secret).update(token).digest('hex'),
  }
}
