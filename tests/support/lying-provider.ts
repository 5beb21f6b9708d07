import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { type CompactJWSHeaderParameters, CompactSign, exportJWK, generateKeyPair, importJWK } from 'jose'
import { type ProviderId, providerIds } from '#lib/provider-ids'
import { paths } from '#scripts/sandbox/endpoints'
import { discovery, json, startIssuer } from './providers.ts'
import type { Site } from './stack.ts'

type Claims = Record<string, unknown>

/** An answer word for word. */
export type Raw = { status?: number; headers?: Record<string, string>; body?: string | Buffer; cut?: boolean }

/** What a liar knows of itself: where it is, and by what id the application is known to each provider. */
export type Known = { provider: ProviderId; clients: Record<ProviderId, string>; url: string }

/** What a provider says instead of the truth, in answer to one authorization request. What is left out is true. */
export type Lie = {
  /** Parameters of the authorization answer, in their order; the true ones come first, and `undefined` removes one. */
  answer?: [name: string, value: string | undefined][]
  /** Claims of the `id_token`; `undefined` removes one. */
  claims?: Claims
  /** Members of its header. It is signed as it stands. */
  header?: Record<string, unknown>
  /** What becomes of the `id_token` before it is sent. */
  forge?: (idToken: string, keys: Keys) => string | Promise<string>
  /** Fields of the token answer; `undefined` removes one. */
  tokens?: Record<string, unknown>
  /** The whole token answer. */
  token?: Raw
  userinfo?: Raw
  /** What X says of who somebody is. */
  me?: Raw
  /** Members of the discovery document; `undefined` removes one. */
  discovery?: Record<string, unknown>
  /** The whole discovery document, and the whole list of keys. */
  metadata?: Raw
  keys?: Raw
  /** Whether it redeems any code, whatever verifier comes with it. */
  lenient?: boolean
}

/** With what a liar may sign. `any` and `curve` are published beside its own key, without a word on their algorithm. */
export type Keys = {
  /** The client's secret at this provider. */
  secret: string
  /** The key that its tokens are signed with, as it is published. */
  published: object
  /** Signs the claims of a token anew. */
  sign: (
    idToken: string,
    by: 'foreign' | 'any' | 'curve',
    header: CompactJWSHeaderParameters,
  ) => Promise<string>
}

/** An authorization request that waits for its answer. */
type Pending = {
  provider: ProviderId
  challenge: string | null
  nonce: string
  redirectUri: string
  subject: string
  lie: Lie | undefined
}

/** Google, Facebook and X in one server that tells the truth until it is told to lie. */
export type LyingProvider = {
  url: string
  /** Our client's id at each of them. */
  clients: Record<ProviderId, string>
  /** What it says from now on. */
  lie: (lie: Lie) => void
  /**
   * Reads an authorization request as the provider does to which it leads, and answers it for somebody. A lie for this one
   * counts instead of the others.
   */
  answer: (address: URL, subject: string, lie?: Lie) => { code: string; path: string; state: string }
  /** How often each path was asked. */
  asked: (path: string) => number
  /** How often a code was brought to one of them. */
  exchanges: () => number
  /** How often a refresh token was. */
  refreshes: () => number
  /** What was wrong with requests that it has got: a verifier, a redirect URI, a client. */
  complaints: () => string[]
  /** Every code and token that it has given out. */
  issued: () => string[]
  rotateKey: () => Promise<void>
  close: () => Promise<void>
}

const TOKEN_PATHS = { google: '/token', facebook: paths['facebook-token'], twitter: paths['x-token'] }
/** What each says was shared, of a code. Facebook says nothing of it. */
const scopes = {
  google: 'openid email profile',
  facebook: undefined,
  twitter: 'users.read tweet.read users.email',
}
const KEY_PATHS = ['/jwks', paths['facebook-keys']]

export async function startLyingProvider(site: Site): Promise<LyingProvider> {
  const issuer = await startIssuer()
  const clients = { google: site.client, facebook: site.facebook, twitter: site.twitter }
  const ids = { google: clients.google.id, facebook: clients.facebook.id, twitter: clients.twitter.id }
  const signing = await otherKeys()
  const pending = new Map<string, Pending>()
  const holders = new Map<string, string>()
  const refreshable = new Map<string, Pending>()
  const state = {
    lie: {} as Lie,
    complaints: [] as string[],
    issued: [] as string[],
    exchanges: 0,
    refreshes: 0,
  }

  const say = (path: string, raw: (lie: Lie) => Raw | undefined, truth: () => unknown) =>
    issuer.answer(path, async (request, response) => {
      const said = raw(state.lie)
      if (said) sendRaw(response, said)
      else json(truth)(request, response)
    })

  say(
    '/.well-known/openid-configuration',
    ({ metadata }) => metadata,
    () => ({
      ...discovery(issuer.url),
      authorization_response_iss_parameter_supported: true,
      // What would weaken whoever believed it.
      id_token_signing_alg_values_supported: ['none', 'HS256', 'ES256', 'PS256', 'RS256'],
      code_challenge_methods_supported: ['plain'],
      ...state.lie.discovery,
    }),
  )
  issuer.answer(
    '/.well-known/risc-configuration',
    json(() => ({ issuer: `${issuer.url}/`, jwks_uri: `${issuer.url}/jwks` })),
  )
  const published = issuer.published
  for (const path of KEY_PATHS)
    say(
      path,
      ({ keys }) => keys,
      () => ({ keys: [...published(), ...signing.published] }),
    )
  say(
    '/userinfo',
    ({ userinfo }) => userinfo,
    () => ({ sub: 'nobody' }),
  )
  issuer.answer(paths['x-me'], (request, response) => {
    const holder = holders.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
    if (state.lie.me) sendRaw(response, state.lie.me)
    else if (holder) json(() => ({ data: { id: holder, username: 'liar', name: 'Liar' } }))(request, response)
    else json(() => ({ title: 'Unauthorized', status: 401 }), 401)(request, response)
  })
  for (const provider of providerIds)
    issuer.answer(TOKEN_PATHS[provider], (request, response) => void exchange(provider, request, response))

  async function exchange(provider: ProviderId, request: IncomingMessage, response: ServerResponse) {
    const form = new URLSearchParams(await text(request))
    if (form.get('grant_type') === 'refresh_token') state.refreshes += 1
    else state.exchanges += 1
    const held = refreshable.get(form.get('refresh_token') ?? '')
    const found = held ?? pending.get(form.get('code') ?? '')
    const lie = found?.lie ?? state.lie
    if (lie.token) return sendRaw(response, lie.token)
    const wrong = found && !held && !lie.lenient ? findWrong(found, form) : undefined
    if (wrong) state.complaints.push(`${provider}: ${wrong}`)
    if (!found || wrong) return json(() => refusalOf(provider), 400)(request, response)
    const body = await tokensOf(provider, found, held ? undefined : scopes[provider])
    json(() => body)(request, response)
  }

  async function tokensOf(provider: ProviderId, held: Pending, scope: string | undefined) {
    const { nonce, subject, lie = state.lie } = held
    const accessToken = `at-${crypto.randomUUID()}`
    holders.set(accessToken, subject)
    const email = { email: `${subject}@liar.example`, email_verified: true }
    const at_hash = createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
    const idToken = await issuer.sign(
      { aud: ids[provider], nonce, sub: subject, at_hash, ...email, ...lie.claims },
      lie.header,
    )
    const keys = { secret: clients[provider].secret, published: published()[0] ?? {}, sign: signing.sign }
    const tokens = {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: 3_599,
      refresh_token: `rt-${crypto.randomUUID()}`,
      ...(provider !== 'twitter' && { id_token: lie.forge ? await lie.forge(idToken, keys) : idToken }),
      ...(scope && { scope }),
      ...lie.tokens,
    }
    if (tokens.refresh_token) refreshable.set(tokens.refresh_token, held)
    for (const value of Object.values(tokens))
      if (typeof value === 'string' && value.length > 20) state.issued.push(value)
    return tokens
  }

  return {
    url: issuer.url,
    clients: ids,
    lie: (lie) => {
      state.lie = lie
    },
    answer(address, subject, lie) {
      const asked = address.searchParams
      const provider = providerOfRedirect(asked.get('redirect_uri') ?? '')
      const code = `code-${crypto.randomUUID()}`
      const redirectUri = asked.get('redirect_uri') ?? ''
      const challenge =
        asked.get('code_challenge_method') === 'S256' ? asked.get('code_challenge') : 'not S256'
      pending.set(code, { provider, challenge, nonce: asked.get('nonce') ?? '', redirectUri, subject, lie })
      state.issued.push(code)
      const answered = asked.get('state') ?? ''
      const honest: [string, string | undefined][] = [
        ['state', answered],
        ['code', code],
        ...(provider === 'google' ? [['iss', issuer.url] as [string, string]] : []),
      ]
      return {
        code,
        state: answered,
        path: new URL(redirectUri).pathname + queryOf(honest, (lie ?? state.lie).answer),
      }
    },
    asked: (path) => issuer.requests.get(path) ?? 0,
    exchanges: () => state.exchanges,
    refreshes: () => state.refreshes,
    complaints: () => state.complaints,
    issued: () => state.issued,
    rotateKey: issuer.rotateKey,
    close: issuer.close,
  }
}

function providerOfRedirect(redirectUri: string): ProviderId {
  const found = providerIds.find((id) => redirectUri.endsWith(`/callback/${id}`))
  if (!found) throw new Error(`It is nobody's redirect URI: ${redirectUri}`)
  return found
}

/** A name that the lie has replaces the true one, in all the values that it has there. */
function queryOf(honest: [string, string | undefined][], lies: Lie['answer'] = []): string {
  const query = new URLSearchParams()
  const lied = new Set(lies.map(([name]) => name))
  for (const [name, value] of [...honest.filter(([name]) => !lied.has(name)), ...lies])
    if (value !== undefined) query.append(name, value)
  return `?${query}`
}

function findWrong({ challenge, redirectUri }: Pending, form: URLSearchParams): string | undefined {
  const verifier = form.get('code_verifier') ?? ''
  const hash = createHash('sha256').update(verifier).digest('base64url')
  if (hash !== challenge || !/^[\w.~-]{43,128}$/.test(verifier)) return 'the verifier is another'
  if (form.get('redirect_uri') !== redirectUri) return 'the redirect URI is another'
  return undefined
}

/** How each of them refuses a code. */
function refusalOf(provider: ProviderId): object {
  if (provider === 'facebook') return { error: { code: 100, error_subcode: 36009, message: 'used' } }
  return { error: 'invalid_grant' }
}

function sendRaw(response: ServerResponse, { status = 200, headers = {}, body = '', cut }: Raw): void {
  if (cut) response.destroy()
  else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

/** Keys beside the one that tokens are signed with. */
async function otherKeys() {
  const make = async (alg: string, kid: string) => {
    const { alg: _unsaid, ...key } = await exportJWK(
      (await generateKeyPair(alg, { extractable: true })).privateKey,
    )
    return { ...key, kid, use: 'sig' }
  }
  const keys = {
    foreign: await make('RS256', 'foreign'),
    any: await make('RS256', 'any'),
    curve: await make('ES256', 'curve'),
  }
  const sign: Keys['sign'] = async (idToken, by, header) => {
    const payload = Buffer.from(idToken.split('.')[1] ?? '', 'base64url')
    return new CompactSign(payload).setProtectedHeader(header).sign(await importJWK(keys[by], header.alg))
  }
  const published = [keys.any, keys.curve].map(({ d, p, q, dp, dq, qi, ...key }) => key)
  return { sign, published }
}
