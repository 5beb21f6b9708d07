import 'server-only'
import { z } from 'zod'
import { readErrorBody } from '#lib/http/fetch'
import { basicCredentials } from '#lib/provider/credentials'
import { type ClientProbe, type ProbedClient, redeemBadCode } from '#lib/provider/probe'

const X_API = 'https://api.x.com'

/** X refuses a request without one; the code is looked at first. */
const VERIFIER = 'x'.repeat(43)

const refusal = z.object({ error: z.string().max(60), error_description: z.string().default('') })

/**
 * What X makes of our client. It documents none of its refusals; these are as it was seen to answer
 * (github.com/plhery/node-twitter-api-v2, issue 496).
 *
 * @param standIn who stands in for X, if anybody does
 */
export async function probeX(client: ProbedClient, standIn: string | undefined): Promise<ClientProbe> {
  const endpoint = { url: `${standIn ?? X_API}/2/oauth2/token`, credentials: basicCredentials(client) }
  const fields = { client_id: client.id, code_verifier: VERIFIER }
  const { response, clock } = await redeemBadCode(endpoint, client.redirectUri, fields)
  const body = refusal.safeParse(await readErrorBody(response))
  if (!body.success) return { kind: 'unclear', code: `status ${response.status}`, clock }
  const { error: code, error_description: text } = body.data
  if (code === 'invalid_client') return { kind: 'refused', blame: 'id', code, clock }
  if (code === 'unauthorized_client') return { kind: 'refused', blame: 'secret', code, clock }
  if (code === 'invalid_grant' || (code === 'invalid_request' && /authorization code/i.test(text)))
    return { kind: 'accepted', clock }
  return { kind: 'unclear', code: `${code} ${text}`.trim().slice(0, 200), clock }
}
