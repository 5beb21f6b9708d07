import { createHash, hash, randomBytes } from 'node:crypto'
import type { JWTPayload } from 'jose'
import type { Context } from 'koa'
import type { ClientOptions } from '../clients.ts'
import { epochSeconds } from '../clock.ts'
import { readForm } from '../pages.ts'
import type { State } from '../state.ts'
import { isRedirectUriOf } from './dialog.ts'
import { fail, type GraphError, graphErrors } from './errors.ts'
import { type Account, accountOf, pictureOf } from './people.ts'
import type { FacebookCode } from './state.ts'

const ID_TOKEN_SECONDS = 3600

/**
 * The token endpoint, by GET as documented and by POST
 * (https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow, "Exchanging code for an access token").
 * The app says who it is by parameters. `Authorization` is not read.
 *
 * @param origin the sandbox's own address
 */
export async function answerToken(state: State, ctx: Context, origin: string): Promise<void> {
  const parameters = new URLSearchParams(ctx.querystring)
  if (ctx.method === 'POST') for (const [name, value] of await readForm(ctx)) parameters.set(name, value)
  const { client, error } = findClient(state, parameters)
  if (!client) return fail(ctx, error)
  ctx.set('Cache-Control', 'no-store')
  if (parameters.get('grant_type') === 'client_credentials') {
    ctx.body = { access_token: `${client.id}|${client.secret}`, token_type: 'bearer' }
    return
  }
  const redeemed = redeem(state, client, parameters)
  if ('error' in redeemed) return fail(ctx, redeemed.error)
  ctx.body = await giveTokens(state, redeemed.code, origin)
}

type Found = { client: ClientOptions; error?: undefined } | { client?: undefined; error: GraphError }

function findClient(state: State, parameters: URLSearchParams): Found {
  const id = parameters.get('client_id')
  if (!id) return { error: graphErrors.noClient }
  const client = state.clientsOf('facebook').find((one) => one.id === id)
  if (!client) return { error: graphErrors.unknownClient }
  return parameters.get('client_secret') === client.secret ? { client } : { error: graphErrors.wrongSecret }
}

/** Takes a code that is good. One that is refused stays as it was. */
function redeem(
  { facebook }: State,
  client: ClientOptions,
  parameters: URLSearchParams,
): { code: FacebookCode } | { error: GraphError } {
  const redirectUri = parameters.get('redirect_uri') ?? ''
  if (!isRedirectUriOf(client, redirectUri, facebook.settings)) return { error: graphErrors.foreignRedirect }
  const code = facebook.findCode(parameters.get('code') ?? '')
  if (code?.clientId !== client.id) return { error: graphErrors.noSuchCode }
  if (code.used) return { error: graphErrors.usedCode }
  if (code.expiresAt <= epochSeconds()) return { error: graphErrors.expiredCode }
  if (code.redirectUri !== redirectUri) return { error: graphErrors.otherRedirect }
  const error = judgeVerifier(code, parameters.get('code_verifier'))
  if (error) return { error }
  code.used = true
  return { code }
}

/** RFC 7636, section 4.6, with what Facebook says to one whose challenge it has not. */
function judgeVerifier({ challenge }: FacebookCode, verifier: string | null): GraphError | null {
  if (!challenge) return verifier === null ? null : graphErrors.challengeDropped
  const { value, method } = challenge
  const made =
    method === 'S256'
      ? createHash('sha256')
          .update(verifier ?? '')
          .digest('base64url')
      : verifier
  return made === value ? null : graphErrors.wrongVerifier
}

async function giveTokens({ facebook, people, log }: State, code: FacebookCode, origin: string) {
  const { accessTokenSeconds, issuer } = facebook.settings
  const token = facebook.issueToken(code)
  log.recordIssued('access_token', token.value)
  const answer = { access_token: token.value, token_type: 'bearer', expires_in: accessTokenSeconds }
  const account = accountOf(people.find(code.sub))
  if (!account || !code.scopes.includes('openid')) return answer
  const claims = {
    iss: issuer ?? origin,
    ...claimsOf(code, account),
    at_hash: hash('sha256', token.value, 'buffer').subarray(0, 16).toString('base64url'),
    ...pictureClaim(pictureOf(account, origin, facebook.settings)),
  }
  const { claims: signed, signature } = facebook.tampering.apply(claims)
  const id_token = await facebook.keys.sign(signed, signature)
  log.recordIssued('id_token', id_token)
  return { ...answer, id_token }
}

/**
 * The claims of an `id_token` (https://www.facebook.com/.well-known/openid-configuration, `claims_supported`). Nothing says
 * that the address is verified, nor when the person was asked for their password.
 */
function claimsOf({ clientId, scopes, nonce }: FacebookCode, { id, email, name }: Account): JWTPayload {
  const now = epochSeconds()
  const [given_name, ...family] = name.split(' ')
  return {
    aud: clientId,
    sub: id,
    iat: now,
    exp: now + ID_TOKEN_SECONDS,
    jti: `${randomBytes(4).toString('hex')}.${randomBytes(32).toString('hex')}`,
    ...(nonce === null ? {} : { nonce }),
    ...(email !== null && scopes.includes('email') ? { email } : {}),
    name,
    given_name,
    ...(family.length > 0 ? { family_name: family.join(' ') } : {}),
  }
}

function pictureClaim(picture: string | null) {
  return picture === null ? {} : { picture }
}
