import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'

type Client = { id: string; secret: string; redirectUri: string }

/**
 * `oidc-provider` as it comes out of its box, with its own screens: an OpenID provider that knows nothing of
 * Google. It keeps the e-mail out of the `id_token`, as the standard lets it. A `bare` one has no more than the
 * standard asks of it: no userinfo endpoint, so all claims in the `id_token`, and a single way to send the secret.
 */
export async function startPlainProvider(
  client: Client,
  { bare = false } = {},
): Promise<{ issuer: string; close(): Promise<void> }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        ...(bare && { token_endpoint_auth_method: 'client_secret_post' }),
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['for the tests alone'] },
    ...(bare && {
      conformIdTokenClaims: false,
      clientAuthMethods: ['client_secret_post'],
      features: { userinfo: { enabled: false } },
    }),
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: `${sub}@plain.example`, email_verified: true, name: `Plain ${sub}` }),
    }),
  })
  // Left alone, it also takes a secret in a header that it does not offer.
  provider.use((context, next) => {
    if (bare && context.path === '/token') delete context.req.headers.authorization
    return next()
  })
  server.on('request', provider.callback())
  return {
    issuer,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
