import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose'

/**
 * The authorization code flow (RFC 6749, section 4.1) with state, nonce and PKCE, and nothing else: no framework, no
 * database, a session that is all in its cookie. What any sign-in costs at the least.
 */
export type ExchangeClient = {
  issuer: string
  clientId: string
  clientSecret: string
  redirectUri: string
  cookieSecret: string
}

type Checks = { state: string; nonce: string; verifier: string }

export function clientFromEnvironment(): ExchangeClient {
  const read = (name: string) => process.env[name] ?? ''
  return {
    issuer: read('EXCHANGE_ISSUER'),
    clientId: read('EXCHANGE_CLIENT_ID'),
    clientSecret: read('EXCHANGE_CLIENT_SECRET'),
    redirectUri: read('EXCHANGE_REDIRECT_URI'),
    cookieSecret: read('EXCHANGE_COOKIE_SECRET'),
  }
}

/** Where to send the browser, and the cookie that holds the checks. */
export function beginExchange(client: ExchangeClient): { location: string; cookie: string } {
  const checks: Checks = { state: random(), nonce: random(), verifier: random() }
  const query = new URLSearchParams({
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    response_type: 'code',
    scope: 'openid email profile',
    prompt: 'select_account',
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: createHash('sha256').update(checks.verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return {
    location: `${client.issuer}/o/oauth2/v2/auth?${query}`,
    cookie: `checks=${sign(client, checks)}; Path=/; HttpOnly; SameSite=Lax`,
  }
}

/** Exchanges the code and verifies the id_token. Returns the cookie of the session. */
export async function finishExchange(
  client: ExchangeClient,
  answer: URLSearchParams,
  cookies: string | null | undefined,
): Promise<string> {
  const checks = open<Checks>(client, /(?:^|; )checks=([^;]+)/.exec(cookies ?? '')?.[1] ?? '')
  if (answer.get('state') !== checks.state) throw new Error('The state is not that of this browser')
  const credentials = [client.clientId, client.clientSecret].map(encodeURIComponent).join(':')
  const response = await fetch(`${client.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: answer.get('code') ?? '',
      redirect_uri: client.redirectUri,
      code_verifier: checks.verifier,
    }),
  })
  if (!response.ok) throw new Error(`The token endpoint answered ${response.status}`)
  const { id_token } = (await response.json()) as { id_token: string }
  const { payload } = await jwtVerify(id_token, keysOf(client), {
    issuer: client.issuer,
    audience: client.clientId,
  })
  if (payload.nonce !== checks.nonce) throw new Error('The nonce is not that of this browser')
  const { sub, name, email } = payload
  return `session=${sign(client, { sub, name, email })}; Path=/; HttpOnly; SameSite=Lax`
}

let keys: JWTVerifyGetKey | undefined

function keysOf({ issuer }: ExchangeClient): JWTVerifyGetKey {
  keys ??= createRemoteJWKSet(new URL(`${issuer}/oauth2/v3/certs`))
  return keys
}

function sign({ cookieSecret }: ExchangeClient, value: object): string {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${text}.${mac(cookieSecret, text).toString('base64url')}`
}

function open<Value>({ cookieSecret }: ExchangeClient, signed: string): Value {
  const [text = '', signature = ''] = signed.split('.')
  const given = Buffer.from(signature, 'base64url')
  const right = mac(cookieSecret, text)
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Error('A cookie was changed')
  return JSON.parse(Buffer.from(text, 'base64url').toString())
}

function mac(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest()
}

function random(): string {
  return randomBytes(32).toString('base64url')
}
