import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload } from 'jose'
import { Provider } from 'oidc-provider'

export const CLIENT_ID = 'client-of-the-tests.apps.example'

/** That of an `id_token` which answers no request. */
export const NONCE = 'the-nonce'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** An OpenID provider that says whatever a test wants it to, over real HTTP. */
export type Issuer = {
  url: string
  /** How often each path was asked. */
  requests: Map<string, number>
  /** Replaces the answer of a path until `restore`. */
  answer(path: string, answer: Answer): void
  restore(): void
  /** A correctly signed `id_token`; `changes` overwrites claims, and `undefined` removes one. Any header is signed. */
  sign(changes?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>
  /** The keys that it publishes. */
  published(): object[]
  /** Starts to sign with a new key, and publishes it. */
  rotateKey(): Promise<void>
  close(): Promise<void>
}

type Key = { kid: string; private: CryptoKey; public: object }

export async function startIssuer(): Promise<Issuer> {
  const requests = new Map<string, number>()
  const overrides = new Map<string, Answer>()
  let key = await newKey('key-1')
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://issuer').pathname
    requests.set(path, (requests.get(path) ?? 0) + 1)
    const answer = overrides.get(path) ?? pages[path] ?? notFound
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const pages: Record<string, Answer> = {
    '/.well-known/openid-configuration': json(() => discovery(url)),
    '/jwks': json(() => ({ keys: [key.public] })),
    '/userinfo': json(() => ({ sub: 'person-1', email: 'ada@example.test', email_verified: true })),
  }
  return {
    url,
    requests,
    answer: (path, answer) => overrides.set(path, answer),
    restore: () => overrides.clear(),
    sign: (changes = {}, header = {}) => sign(key, claims(url, changes), header),
    published: () => [key.public],
    rotateKey: async () => {
      key = await newKey(`${key.kid}+`)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers with JSON of any status. */
export function json(body: () => unknown, status = 200): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body()))
  }
}

export function discovery(url: string) {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/userinfo`,
    jwks_uri: `${url}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'],
  }
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404).end()
}

async function newKey(kid: string): Promise<Key> {
  const pair = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(pair.publicKey)
  return { kid, private: pair.privateKey, public: { ...jwk, kid, alg: 'RS256', use: 'sig' } }
}

function claims(url: string, changes: Record<string, unknown>): JWTPayload {
  const now = Math.floor(Date.now() / 1000)
  const good = {
    iss: url,
    aud: CLIENT_ID,
    nonce: NONCE,
    sub: 'person-1',
    iat: now,
    exp: now + 3600,
    email: 'ada@example.test',
    email_verified: true,
    name: 'Ada Lovelace',
  }
  const merged = Object.entries({ ...good, ...changes }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(merged)
}

/** By hand: libraries refuse to make what they would refuse to read. */
async function sign(key: Key, payload: JWTPayload, header: Record<string, unknown>): Promise<string> {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const signed = `${encode({ alg: 'RS256', kid: key.kid, ...header })}.${encode(payload)}`
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key.private, Buffer.from(signed))
  return `${signed}.${Buffer.from(signature).toString('base64url')}`
}

type Client = { id: string; secret: string; redirectUri: string }

/**
 * `oidc-provider` as it comes out of its box, with its own screens: an OpenID provider that knows nothing of
 * Google. It keeps the e-mail out of the `id_token`, as the standard lets it. A `bare` one has no more than the
 * standard asks of it: no userinfo endpoint, so all claims in the `id_token`, and a single way to send the secret.
 */
export async function startPlainProvider(
  client: Client,
  { bare = false } = {},
): Promise<{ issuer: string; close(): Promise<void> }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        ...(bare && { token_endpoint_auth_method: 'client_secret_post' }),
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['for the tests alone'] },
    ...(bare && {
      conformIdTokenClaims: false,
      clientAuthMethods: ['client_secret_post'],
      features: { userinfo: { enabled: false } },
    }),
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: `${sub}@plain.example`, email_verified: true, name: `Plain ${sub}` }),
    }),
  })
  // Left alone, it also takes a secret in a header that it does not offer.
  provider.use((context, next) => {
    if (bare && context.path === '/token') delete context.req.headers.authorization
    return next()
  })
  server.on('request', provider.callback())
  return {
    issuer,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
