import 'server-only'
import { z } from 'zod'
import { env } from '#lib/env'
import { GOOGLE_ISSUER } from '#lib/env-schema'
import { AppError } from '#lib/errors'
import { type KeptDocument, keepDocument } from '#lib/http/document'
import { boundedFetch, readJson } from '#lib/http/fetch'

/** Where Google's endpoints are. Below `google.com` and `googleapis.com` there are also pages and files of anybody. */
const GOOGLE_HOSTS = new Set([
  'accounts.google.com',
  'oauth2.googleapis.com',
  'openidconnect.googleapis.com',
  'www.googleapis.com',
])

const documentShape = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url().optional(),
  jwks_uri: z.url(),
  revocation_endpoint: z.url().optional(),
  prompt_values_supported: z.array(z.string()).optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  revocation_endpoint_auth_methods_supported: z.array(z.string()).optional().catch(undefined),
})

/** OpenID Connect Discovery 1.0, section 3: the parts that we use, and the rest as it came. */
export type Discovery = z.output<typeof documentShape>

/** What this process knows of each issuer. */
const documents = new Map<string, KeptDocument<Discovery>>()

/** Where the discovery document of an issuer is (OpenID Connect Discovery 1.0, section 4). */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

/**
 * The provider's endpoints: fetched once an hour by one caller, and kept for a day while the provider is away. With none
 * kept, no answer is `provider_unavailable`. A document that is not about the configured issuer, or names an endpoint that
 * must not be trusted, is `provider_invalid`, and takes no good one's place.
 */
export function getDiscovery(): Promise<Discovery> {
  const issuer = env().AUTH_GOOGLE_ISSUER
  const document = documents.get(issuer) ?? keepDocument('discovery', () => fetchDiscovery(issuer))
  documents.set(issuer, document)
  return document.get()
}

/** Google: "The value of `iss` in the ID token is always equal to https://accounts.google.com or accounts.google.com". */
const GOOGLE_ALIAS = 'accounts.google.com'

/** What an issuer calls itself in tokens and answers: its own name, and for Google alone also one without a scheme. */
export function issuerNames(issuer: string): string[] {
  return isGoogle(issuer) ? [issuer, GOOGLE_ALIAS] : [issuer]
}

/** The one name of an issuer that goes by several; any other name as it is. */
export function canonicalIssuer(name: string): string {
  const issuer = env().AUTH_GOOGLE_ISSUER
  return issuerNames(issuer).includes(name) ? issuer : name
}

/** Whether `prompt=select_account` may be sent: Google knows it, others must say so, or they refuse the request. */
export async function offersAccountChoice(): Promise<boolean> {
  const { issuer, prompt_values_supported } = await getDiscovery()
  return isGoogle(issuer) || (prompt_values_supported?.includes('select_account') ?? false)
}

function isGoogle(issuer: string): boolean {
  return issuer === GOOGLE_ISSUER
}

/** The discovery document as it is now. Fails as `getDiscovery` does. */
export async function fetchDiscovery(issuer: string): Promise<Discovery> {
  const response = await boundedFetch(discoveryUrl(issuer), {
    headers: { accept: 'application/json' },
  }).catch((cause: unknown) => {
    throw new AppError('provider_unavailable', { provider: 'google', cause })
  })
  if (!response.ok) {
    throw new AppError('provider_unavailable', {
      provider: 'google',
      cause: new Error(`discovery answered ${response.status}`),
    })
  }
  const parsed = documentShape.safeParse(await readJson(response))
  if (!parsed.success) throw invalid('the discovery document is not complete')
  if (parsed.data.issuer !== issuer) throw invalid('the discovery document is of another issuer')
  requireTrustedEndpoints(parsed.data, issuer)
  return parsed.data
}

/** The endpoints that anything is sent to, or believed of. */
const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'jwks_uri',
  'revocation_endpoint',
] as const satisfies (keyof Discovery)[]

/** Google's endpoints are at Google; everybody else's are https, or on this machine like their issuer. */
function requireTrustedEndpoints(document: Discovery, issuer: string): void {
  for (const name of ENDPOINTS) {
    const value = document[name]
    if (value !== undefined && !isTrusted(value, issuer))
      throw invalid(`${name} of the discovery document is not to be trusted`)
  }
}

/** Whether an address that an issuer publishes may be believed. */
export function isTrusted(address: string, issuer: string): boolean {
  const [url, home] = [new URL(address), new URL(issuer)]
  const secure = url.protocol === 'https:'
  const trusted = isGoogle(issuer)
    ? secure && url.port === '' && GOOGLE_HOSTS.has(url.hostname)
    : secure || (url.protocol === home.protocol && url.hostname === home.hostname)
  return trusted && url.username === '' && url.password === ''
}

function invalid(reason: string): AppError {
  return new AppError('provider_invalid', { provider: 'google', cause: new Error(reason) })
}
