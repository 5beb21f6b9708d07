import 'server-only'
import { z } from 'zod'
import { brand } from '#lib/brand'
import type { Discovery } from '#lib/google/discovery'
import { credentialsFor } from '#lib/google/oauth'
import { boundedAsk, isRedirect, readJson } from '#lib/http/fetch'
import { type ClientProbe, type ProbedClient, redeemBadCode } from '#lib/provider/probe'

/** Google answers the last two for a client that was deleted or disabled in its console. */
const REFUSALS = new Set(['invalid_client', 'unauthorized_client', 'deleted_client', 'disabled_client'])

const refusal = z.object({ error: z.string().max(60) })

/** A provider that knows the client says `invalid_grant`, any other `invalid_client` (RFC 6749, section 5.2). */
export async function probeClient(
  provider: Pick<Discovery, 'token_endpoint' | 'token_endpoint_auth_methods_supported'>,
  client: ProbedClient,
): Promise<ClientProbe> {
  const endpoint = { url: provider.token_endpoint, credentials: credentialsFor(provider, client) }
  const { response, clock } = await redeemBadCode(endpoint, client.redirectUri)
  const body = refusal.safeParse(await readJson(response))
  if (!body.success) return { kind: 'unclear', code: `status ${response.status}`, clock }
  const { error: code } = body.data
  if (REFUSALS.has(code)) return { kind: 'refused', blame: null, code, clock }
  // Whoever compares the redirect URI has accepted the client before.
  if (code === 'invalid_grant' || code === 'redirect_uri_mismatch') return { kind: 'accepted', clock }
  return { kind: 'unclear', code, clock }
}

/** What the authorization endpoint makes of our redirect URI. */
export type RedirectProbe = { kind: 'accepted' } | { kind: 'refused' | 'unclear'; code: string }

const MOST_REDIRECTS = 5

const CODES =
  /redirect_uri_mismatch|invalid_redirect_uri|invalid_client|deleted_client|disabled_client|unauthorized_client|invalid_request/

/**
 * Begins a sign-in as a browser would that is signed in nowhere, and stops before anybody would see a screen:
 * `prompt=none` (OpenID Connect Core 1.0, section 3.1.2.1) sends it straight back to a redirect URI that is
 * registered, and nobody is sent to another. Nothing is followed to the application.
 */
export async function probeRedirect(
  endpoint: string,
  client: Omit<ProbedClient, 'secret'>,
): Promise<RedirectProbe> {
  const start = new URL(endpoint)
  const request = {
    client_id: client.id,
    redirect_uri: client.redirectUri,
    response_type: 'code',
    scope: 'openid',
    prompt: 'none',
    state: `${brand.slug}-doctor`,
  }
  for (const [name, value] of Object.entries(request)) start.searchParams.set(name, value)

  let url = start
  for (let hops = 0; hops < MOST_REDIRECTS; hops += 1) {
    const response = await boundedAsk(url, { headers: { accept: 'text/html' } })
    if (!isRedirect(response)) return readPage(response)
    const next = URL.parse(response.headers.get('location') ?? '', url.href)
    if (!next) return { kind: 'unclear', code: 'a redirect to nowhere' }
    if (isAddress(next, client.redirectUri)) return readReturn(next)
    const code = readAuthError(next)
    if (code) return { kind: 'refused', code }
    if (next.origin !== start.origin) return { kind: 'unclear', code: `a redirect to ${next.host}` }
    url = next
  }
  return { kind: 'unclear', code: 'one redirect after the other' }
}

/** A provider that shows its sign-in page in spite of `prompt=none` has accepted the request. */
async function readPage(response: Response): Promise<RedirectProbe> {
  if (response.ok) return { kind: 'accepted' }
  if (response.status >= 500) return { kind: 'unclear', code: `status ${response.status}` }
  const code = CODES.exec(await response.text())?.[0]
  return code ? { kind: 'refused', code } : { kind: 'unclear', code: `status ${response.status}` }
}

/** Back at the application: the address is registered, whatever else is said. */
function readReturn(url: URL): RedirectProbe {
  const code = CODES.exec(url.searchParams.get('error') ?? '')?.[0]
  return code ? { kind: 'unclear', code } : { kind: 'accepted' }
}

/** Google's error page is told what to say by base64 of a message whose first field is the code. */
function readAuthError(url: URL): string | null {
  const error = url.searchParams.get('authError')
  if (error === null) return null
  return CODES.exec(Buffer.from(error, 'base64').toString('latin1'))?.[0] ?? 'an error of its own'
}

function isAddress(url: URL, address: string): boolean {
  return `${url.origin}${url.pathname}` === address
}
