import 'server-only'
import { z } from 'zod'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { boundedFetch } from '#lib/http/fetch'
import { log } from '#lib/log'

const FRESH_MS = 60 * 60 * 1000
const RETRY_MS = 10 * 1000

const GOOGLE_HOSTS = /^([a-z0-9-]+\.)*(google\.com|googleapis\.com)$/

const documentShape = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url().optional(),
  jwks_uri: z.url(),
  revocation_endpoint: z.url().optional(),
  prompt_values_supported: z.array(z.string()).optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
})

/** OpenID Connect Discovery 1.0, section 3: the parts that we use, and the rest as it came. */
export type Discovery = z.output<typeof documentShape>

type Cached = { document: Discovery; refreshAt: number }

let cached: Cached | undefined
let pending: Promise<Discovery> | undefined

/** Where the discovery document of an issuer is (OpenID Connect Discovery 1.0, section 4). */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

/**
 * The provider's endpoints: fetched once an hour by one caller, and kept while the provider is away.
 *
 * @throws AppError `google_unavailable` when there is no answer and none is kept, `google_invalid` when the
 *   document is not about the configured issuer or names an endpoint that must not be trusted
 */
export async function getDiscovery(): Promise<Discovery> {
  if (cached && cached.refreshAt > Date.now()) return cached.document
  pending ??= refresh().finally(() => {
    pending = undefined
  })
  return pending
}

/** Whether `prompt=select_account` may be sent: Google knows it, others must say so, or they refuse the request. */
export async function offersAccountChoice(): Promise<boolean> {
  const { issuer, prompt_values_supported } = await getDiscovery()
  return isGoogle(issuer) || (prompt_values_supported?.includes('select_account') ?? false)
}

function isGoogle(issuer: string): boolean {
  return GOOGLE_HOSTS.test(new URL(issuer).hostname)
}

async function refresh(): Promise<Discovery> {
  try {
    const document = await fetchDiscovery(env().AUTH_GOOGLE_ISSUER)
    cached = { document, refreshAt: Date.now() + FRESH_MS }
    return document
  } catch (error) {
    if (!cached) throw error
    log().warn({ err: error }, 'The discovery document could not be refreshed: the last good one is used')
    cached.refreshAt = Date.now() + RETRY_MS
    return cached.document
  }
}

/**
 * The discovery document as it is now.
 *
 * @throws AppError like `getDiscovery`
 */
export async function fetchDiscovery(issuer: string): Promise<Discovery> {
  const response = await boundedFetch(discoveryUrl(issuer), {
    headers: { accept: 'application/json' },
  }).catch((cause: unknown) => {
    throw new AppError('google_unavailable', { cause })
  })
  if (!response.ok) {
    throw new AppError('google_unavailable', { cause: new Error(`discovery answered ${response.status}`) })
  }
  const body: unknown = await response.json().catch(() => undefined)
  const parsed = documentShape.safeParse(body)
  if (!parsed.success) throw invalid('the discovery document is not complete')
  if (parsed.data.issuer !== issuer) throw invalid('the discovery document is of another issuer')
  requireTrustedEndpoints(parsed.data, issuer)
  return parsed.data
}

/** Google's endpoints are at Google; everybody else's are https, or on this machine like their issuer. */
function requireTrustedEndpoints(document: Discovery, issuer: string): void {
  const home = new URL(issuer)
  const atGoogle = isGoogle(issuer)
  for (const [name, value] of Object.entries(document)) {
    if (typeof value !== 'string' || !/(_endpoint|jwks_uri)$/.test(name)) continue
    const url = URL.parse(value)
    const trusted = atGoogle
      ? url?.protocol === 'https:' && GOOGLE_HOSTS.test(url.hostname)
      : url?.protocol === 'https:' || (url?.protocol === home.protocol && url.hostname === home.hostname)
    if (!trusted) throw invalid(`${name} of the discovery document is not to be trusted`)
  }
}

function invalid(reason: string): AppError {
  return new AppError('google_invalid', { cause: new Error(reason) })
}
