import type { Context, Next } from 'koa'
import type { AdapterPayload, KoaContextWithOIDC, RefreshToken } from 'oidc-provider'
import { z } from 'zod'
import { epochSeconds } from '../../clock.ts'
import { paths } from '../../endpoints.ts'
import { readForm } from '../../pages.ts'
import type { State } from '../../state.ts'
import { endGrant } from './grants.ts'
import { signIdToken } from './id-tokens.ts'
import type { Records } from './records.ts'
import { formatScopes, isSignInScope, parseScopes } from './scopes.ts'

const sevenDays = 7 * 86_400
const sixMonths = 183 * 86_400

const tokensSchema = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  scope: z.string().optional(),
})

type Tokens = z.output<typeof tokensSchema>

const failureSchema = z.looseObject({ error: z.literal('invalid_grant') })
const invalidGrant = { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }

/**
 * Makes the answers of oidc-provider's token endpoint those of Google
 * (https://developers.google.com/identity/protocols/oauth2/web-server, "Exchange authorization code" and
 * "Refreshing an access token"): long names of scopes, one sentence for every `invalid_grant`, no refresh token
 * in the answer to a refresh, and `refresh_token_expires_in` where access is for a time.
 */
export async function answerTokenRequest(state: State, ctx: Context, next: Next): Promise<void> {
  await next()
  if (ctx.path !== paths.token) return
  const tokens = tokensSchema.safeParse(ctx.body)
  if (tokens.success) ctx.body = await googleTokens(state, ctx as unknown as KoaContextWithOIDC, tokens.data)
  else if (failureSchema.safeParse(ctx.body).success) ctx.body = invalidGrant
}

async function googleTokens({ google, log }: State, { oidc }: KoaContextWithOIDC, tokens: Tokens) {
  const { RefreshToken: current, RotatedRefreshToken: rotated } = oidc.entities
  const repeated = oidc.params?.grant_type === 'refresh_token' && !rotated
  const payload = current && google.records.find('RefreshToken', current.jti)
  const limited = payload && isForATime(payload)
  if (payload && repeated && !limited) postponeEnd(google.records, payload)

  const { refresh_token, id_token, scope = '', ...rest } = tokens
  const signed = id_token && (await signIdToken(google, id_token, tokens.access_token))
  if (signed) log.recordIssued('id_token', signed)
  return {
    ...rest,
    ...(refresh_token && !repeated ? { refresh_token } : {}),
    ...(limited ? { refresh_token_expires_in: secondsLeft(payload) } : {}),
    scope: formatScopes(parseScopes(scope)),
    ...(signed ? { id_token: signed } : {}),
  }
}

/**
 * Seconds a new refresh token lives: a limit when access is for a time, else six months without use
 * (https://developers.google.com/identity/protocols/oauth2#expiration).
 */
export function refreshTokenSeconds(state: State, ctx: KoaContextWithOIDC, token: RefreshToken): number {
  const limit = accessLimit(state, token.scope ?? '')
  const rotated = ctx.oidc.entities.RotatedRefreshToken
  return limit ? (rotated?.remainingTTL ?? limit) : sixMonths
}

/**
 * Ends everything the token's account granted to its client, whichever token it is
 * (https://developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke). Unlike RFC 7009, 2.2, a token
 * that is not there is an error.
 */
export async function revokeToken({ google: { records } }: State, ctx: Context): Promise<void> {
  const query = ctx.query.token
  const token = typeof query === 'string' ? query : ((await readForm(ctx)).get('token') ?? '')
  const payload = records.find('RefreshToken', token) ?? records.find('AccessToken', token)
  if (!payload?.grantId || payload.consumed || (payload.exp ?? 0) <= epochSeconds()) {
    ctx.status = 400
    ctx.body = { error: 'invalid_token', error_description: 'Token expired or revoked' }
    return
  }
  endGrant(records, payload.grantId)
  ctx.status = 200
  ctx.body = {}
}

// Each use starts the six months again, unless access is for a time.
function postponeEnd(records: Records, payload: AdapterPayload): void {
  if (payload.jti) records.put('RefreshToken', payload.jti, { ...payload, exp: epochSeconds() + sixMonths })
}

function isForATime({ iat = 0, exp = 0 }: AdapterPayload): boolean {
  return exp - iat < sixMonths
}

function secondsLeft({ exp = 0 }: AdapterPayload): number {
  return exp - epochSeconds()
}

function accessLimit({ google: { settings } }: State, scope: string): number | null {
  if (settings.refreshTokenSeconds) return settings.refreshTokenSeconds
  return settings.testing && beyondSignIn(scope) ? sevenDays : null
}

function beyondSignIn(scope: string): boolean {
  return parseScopes(scope).some((one) => !isSignInScope(one))
}
