import 'server-only'
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { boundedFetch, readErrorBody } from '#lib/http/fetch'
import { formCredentials } from '#lib/provider/credentials'
import { type ClientProbe, type ProbedClient, redeemBadCode } from '#lib/provider/probe'
import { cleanText } from '#lib/provider/text'

const GRAPH = 'https://graph.facebook.com'
const SITE = 'https://www.facebook.com'
const VERSION = 'v26.0'

const WRONG_SECRET = 1
const UNKNOWN_APP = 101
const WRONG_CODE = 100
const WRONG_REDIRECT = 191

/** Facebook, "Graph API: Handling Errors". */
const refusal = z.object({
  error: z.object({ code: z.int(), message: z.string().default('').catch('') }),
})

/** Where the keys of Facebook's `id_token` are. @param standIn who stands in for Facebook, if anybody does */
export function facebookKeysUrl(standIn: string | undefined): string {
  return `${standIn ?? SITE}/.well-known/oauth/openid/jwks/`
}

/** What Facebook makes of our client: its errors have numbers, and each thing that can be wrong has its own. */
export async function probeFacebook(client: ProbedClient, standIn: string | undefined): Promise<ClientProbe> {
  const endpoint = {
    url: `${standIn ?? GRAPH}/${VERSION}/oauth/access_token`,
    credentials: formCredentials(client),
  }
  const { response, clock } = await redeemBadCode(endpoint, client.redirectUri)
  const body = refusal.safeParse(await readErrorBody(response))
  if (!body.success) return { kind: 'unclear', code: `status ${response.status}`, clock }
  const { code, message } = body.data.error
  const said = `${code} ${message}`.trim().slice(0, 200)
  if (code === WRONG_CODE) return { kind: 'accepted', clock }
  if (code === WRONG_REDIRECT) return { kind: 'redirect-refused', code: said, clock }
  if (code === UNKNOWN_APP) return { kind: 'refused', blame: 'id', code: said, clock }
  // The same number is Facebook's for its own trouble.
  if (code === WRONG_SECRET && /secret/i.test(message))
    return { kind: 'refused', blame: 'secret', code: said, clock }
  return { kind: 'unclear', code: said, clock }
}

const app = z.object({ name: z.string(), privacy_policy_url: z.string().optional() })
const MOST_CHARACTERS = 200

/** What Facebook lets an app read of itself by its own token. Throws when it does not say. */
export async function readFacebookApp(
  { id, secret }: ProbedClient,
  standIn: string | undefined,
): Promise<{ name: string; privacyPolicyUrl: string | null }> {
  const token = `${id}|${secret}`
  const url = new URL(`${standIn ?? GRAPH}/${VERSION}/${encodeURIComponent(id)}`)
  url.searchParams.set('fields', 'name,link,privacy_policy_url')
  // "Require App Secret" wants it of every call from a server (Facebook, "Secure Graph API Calls").
  url.searchParams.set('appsecret_proof', createHmac('sha256', secret).update(token).digest('hex'))
  const response = await boundedFetch(url, { headers: { authorization: `Bearer ${token}` } })
  const body = await readErrorBody(response)
  const found = app.safeParse(body)
  if (!response.ok || !found.success) {
    const code = refusal.safeParse(body).data?.error.code
    throw new Error(`Graph answered ${response.status}${code === undefined ? '' : `, code ${code}`}`)
  }
  const clean = (text: string | undefined) => cleanText(text, MOST_CHARACTERS)
  return { name: clean(found.data.name) ?? id, privacyPolicyUrl: clean(found.data.privacy_policy_url) }
}
