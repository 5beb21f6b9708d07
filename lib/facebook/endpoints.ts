import 'server-only'
import { createHmac } from 'node:crypto'
import { env, requireClient } from '#lib/env'

/**
 * The version of the dialog and of Graph. It lives for about two years; after that, Facebook answers as the next one does
 * (https://developers.facebook.com/docs/graph-api/guides/versioning).
 */
const VERSION = 'v26.0'

/** What Facebook calls itself in an `id_token` (https://www.facebook.com/.well-known/openid-configuration). */
const ISSUER = 'https://www.facebook.com'
const GRAPH = 'https://graph.facebook.com'

/** Where Facebook is. What stands in for it stands in for both of its hosts, and is the issuer then. */
export function endpointsAt(standIn: string | undefined) {
  const stranger = standIn?.replace(/\/$/, '')
  const [site, graph] = [stranger ?? ISSUER, stranger ?? GRAPH]
  return {
    issuer: site,
    dialog: `${site}/${VERSION}/dialog/oauth`,
    keys: `${site}/.well-known/oauth/openid/jwks/`,
    token: `${graph}/${VERSION}/oauth/access_token`,
    graph: `${graph}/${VERSION}`,
  }
}

/** The same for this application: FACEBOOK_URL says who stands in. */
export function endpoints() {
  return endpointsAt(env().FACEBOOK_URL)
}

/**
 * What an application says of itself in a call of Graph: its own token, and the proof that it knows its secret, which
 * Facebook demands when "Require App Secret" is on (https://developers.facebook.com/docs/graph-api/guides/secure-requests).
 */
export function appCredentials({ id, secret } = requireClient('facebook')): Record<string, string> {
  const token = `${id}|${secret}`
  return { access_token: token, appsecret_proof: createHmac('sha256', secret).update(token).digest('hex') }
}
