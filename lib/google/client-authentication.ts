import 'server-only'
import { env } from '#lib/env'
import { getDiscovery } from '#lib/google/discovery'

/**
 * How the token endpoint is told the client's secret: in a Basic header, unless the provider lists other ways and not
 * that one (OpenID Connect Discovery 1.0, section 3).
 *
 * @throws AppError as getDiscovery does
 */
export async function clientAuthMethod(): Promise<'client_secret_basic' | 'client_secret_post'> {
  const { token_endpoint_auth_methods_supported: ways } = await getDiscovery()
  return ways && !ways.includes('client_secret_basic') ? 'client_secret_post' : 'client_secret_basic'
}

/**
 * The client's credentials for a request to the token endpoint: headers, and fields of its form.
 *
 * @throws AppError as getDiscovery does
 */
export async function clientCredentials(): Promise<{
  headers: Record<string, string>
  fields: Record<string, string>
}> {
  const { AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET } = env()
  if ((await clientAuthMethod()) === 'client_secret_post') {
    return { headers: {}, fields: { client_id: AUTH_GOOGLE_ID, client_secret: AUTH_GOOGLE_SECRET } }
  }
  const pair = [AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET].map(encodeFormValue).join(':')
  return { headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }, fields: {} }
}

/** RFC 6749, appendix B: credentials in a Basic header are form-encoded first. */
function encodeFormValue(value: string): string {
  return new URLSearchParams({ value }).toString().slice('value='.length)
}
