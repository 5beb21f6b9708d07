import 'server-only'
import { z } from 'zod'
import { appCredentials, endpointsAt } from '#lib/facebook/endpoints'
import { readGraphError } from '#lib/facebook/errors'
import { boundedFetch, readErrorBody } from '#lib/http/fetch'
import { formCredentials } from '#lib/provider/credentials'
import { type ClientProbe, type ProbedClient, redeemBadCode } from '#lib/provider/probe'
import { cleanText } from '#lib/provider/text'

const WRONG_SECRET = 1
const UNKNOWN_APP = 101
const WRONG_CODE = 100
const WRONG_REDIRECT = 191

/** Where the keys of Facebook's `id_token` are. @param standIn who stands in for Facebook, if anybody does */
export function facebookKeysUrl(standIn: string | undefined): string {
  return endpointsAt(standIn).keys
}

/** What Facebook makes of our client: its errors have numbers, and each thing that can be wrong has its own. */
export async function probeFacebook(client: ProbedClient, standIn: string | undefined): Promise<ClientProbe> {
  const endpoint = { url: endpointsAt(standIn).token, credentials: formCredentials(client) }
  const { response, clock } = await redeemBadCode(endpoint, client.redirectUri)
  const error = readGraphError(await readErrorBody(response))
  if (!error) return { kind: 'unclear', code: `status ${response.status}`, clock }
  const { code, message } = error
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
  client: ProbedClient,
  standIn: string | undefined,
): Promise<{ name: string; privacyPolicyUrl: string | null }> {
  const url = new URL(`${endpointsAt(standIn).graph}/${encodeURIComponent(client.id)}`)
  const query = { fields: 'name,link,privacy_policy_url', ...appCredentials(client) }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const response = await boundedFetch(url, { headers: { accept: 'application/json' } })
  const body = await readErrorBody(response)
  const found = app.safeParse(body)
  if (!response.ok || !found.success) {
    const code = readGraphError(body)?.code
    throw new Error(`Graph answered ${response.status}${code === undefined ? '' : `, code ${code}`}`)
  }
  const clean = (text: string | undefined) => cleanText(text, MOST_CHARACTERS)
  return {
    name: clean(found.data.name) ?? client.id,
    privacyPolicyUrl: clean(found.data.privacy_policy_url),
  }
}
