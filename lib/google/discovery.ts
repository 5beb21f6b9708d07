import 'server-only'
import { z } from 'zod'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { boundedFetch, readJson } from '#lib/http/fetch'
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
  revocation_endpoint_auth_methods_supported: z.array(z.string()).optional().catch(undefined),
})

/** OpenID Connect Discovery 1.0, section 3: the parts that we use, and the rest as it came. */
export type Discovery = z.output<typeof documentShape>

type Cached = { document: Discovery; refreshAt: number }

/** What this process knows of each issuer, and what it is just asking. */
const cached = new Map<string, Cached>()
const pending = new Map<string, Promise<Discovery>>()

/** Where the discovery document of an issuer is (OpenID Connect Discovery 1.0, section 4). */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

/**
 * The provider's endpoints: fetched once an hour by one caller, and kept while the provider is away. With none kept, no
 * answer is `provider_unavailable`. A document that is not about the configured issuer, or names an endpoint that must not
 * be trusted, is `provider_invalid`.
 */
export async function getDiscovery(): Promise<Discovery> {
  const issuer = env().AUTH_GOOGLE_ISSUER
  const known = cached.get(issuer)
  if (known && known.refreshAt > Date.now()) return known.document
  const asking = pending.get(issuer) ?? refresh(issuer).finally(() => pending.delete(issuer))
  pending.set(issuer, asking)
  return asking
}

/** Whether `prompt=select_account` may be sent: Google knows it, others must say so, or they refuse the request. */
export async function offersAccountChoice(): Promise<boolean> {
  const { issuer, prompt_values_supported } = await getDiscovery()
  return isGoogle(issuer) || (prompt_values_supported?.includes('select_account') ?? false)
}

function isGoogle(issuer: string): boolean {
  return GOOGLE_HOSTS.test(new URL(issuer).hostname)
}

async function refresh(issuer: string): Promise<Discovery> {
  try {
    const document = await fetchDiscovery(issuer)
    cached.set(issuer, { document, refreshAt: Date.now() + FRESH_MS })
    return document
  } catch (error) {
    const known = cached.get(issuer)
    if (!known) throw error
    log().warn({ err: error }, 'The discovery document could not be refreshed: the last good one is used')
    known.refreshAt = Date.now() + RETRY_MS
    return known.document
  }
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
  return new AppError('provider_invalid', { provider: 'google', cause: new Error(reason) })
}
