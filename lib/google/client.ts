import 'server-only'
import { env } from '#lib/env'
import { type Discovery, getDiscovery } from '#lib/google/discovery'

type Method = 'client_secret_basic' | 'client_secret_post'
type Credentials = { headers: Record<string, string>; fields: Record<string, string> }

/**
 * How the token endpoint is told the client's secret: in a Basic header, unless the provider lists other ways and not
 * that one (OpenID Connect Discovery 1.0, section 3).
 *
 * @throws AppError as getDiscovery does
 */
export async function clientAuthMethod(): Promise<Method> {
  return methodFor(await getDiscovery())
}

/**
 * The client's credentials for a request to the token endpoint: headers, and fields of its form.
 *
 * @throws AppError as getDiscovery does
 */
export async function clientCredentials(): Promise<Credentials> {
  const { AUTH_GOOGLE_ID: id, AUTH_GOOGLE_SECRET: secret } = env()
  return credentialsFor(await getDiscovery(), { id, secret })
}

type Ways = Pick<Discovery, 'token_endpoint_auth_methods_supported'>

/** The same for any provider and client. */
export function credentialsFor(ways: Ways, { id, secret }: { id: string; secret: string }): Credentials {
  if (methodFor(ways) === 'client_secret_post')
    return { headers: {}, fields: { client_id: id, client_secret: secret } }
  const pair = [id, secret].map(encodeFormValue).join(':')
  return { headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }, fields: {} }
}

function methodFor({ token_endpoint_auth_methods_supported: ways }: Ways): Method {
  return ways && !ways.includes('client_secret_basic') ? 'client_secret_post' : 'client_secret_basic'
}

/** RFC 6749, appendix B: credentials in a Basic header are form-encoded first. */
function encodeFormValue(value: string): string {
  return new URLSearchParams({ value }).toString().slice('value='.length)
}
