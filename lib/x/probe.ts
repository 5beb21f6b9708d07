import 'server-only'
import { readErrorBody } from '#lib/http/fetch'
import { type ClientProbe, type ProbedClient, redeemBadCode } from '#lib/provider/probe'
import { API, tokenEndpointAt } from '#lib/x/oauth'
import { readRefusal } from '#lib/x/reasons'

/**
 * X knows the client and its secret when it complains about the code. An unknown id is `invalid_client`; a wrong secret, or
 * an app that has none, `unauthorized_client`. Whether a redirect URI is registered it tells nobody but who signs in: its
 * page of errors is the same for everybody, with status 200.
 *
 * @param standIn who stands in for X, if anybody does: the doctor examines other environments than that of its process
 */
export async function probeX(client: ProbedClient, standIn: string | undefined): Promise<ClientProbe> {
  const endpoint = tokenEndpointAt(standIn ?? API, client)
  const verifier = { code_verifier: 'none' }
  const { response, clock } = await redeemBadCode(endpoint, client.redirectUri, verifier)
  const { kind, reason } = readRefusal(await readErrorBody(response))
  const code = reason || `status ${response.status}`
  if (kind === 'grant-ended') return { kind: 'accepted', clock }
  if (kind === 'redirect-uri') return { kind: 'redirect-refused', code, clock }
  if (reason === 'invalid_client') return { kind: 'refused', blame: 'id', code, clock }
  if (reason === 'unauthorized_client') return { kind: 'refused', blame: 'secret', code, clock }
  return { kind: 'unclear', code, clock }
}
