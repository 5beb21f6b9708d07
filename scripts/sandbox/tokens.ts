import { hash } from 'node:crypto'
import { decodeJwt, type JWTPayload } from 'jose'
import type { Context, Next } from 'koa'
import type { AdapterPayload, KoaContextWithOIDC, RefreshToken } from 'oidc-provider'
import { z } from 'zod'
import { epochSeconds } from './clock.ts'
import { paths } from './endpoints.ts'
import { formatScopes, isSignInScope, parseScopes } from './scopes.ts'
import type { Store } from './store.ts'
import type { World } from './world.ts'

const sevenDays = 7 * 86_400
const sixMonths = 183 * 86_400

const tokensSchema = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  scope: z.string().optional(),
})

type Tokens = z.output<typeof tokensSchema>
type Signing = Pick<World, 'tamperer' | 'keys' | 'ledger'>

const failureSchema = z.looseObject({ error: z.literal('invalid_grant') })
const deadToken = { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }

/** Seconds a new refresh token lives: a limit when access is for a time, else six months without use. */
export function refreshTokenSeconds(world: World, ctx: KoaContextWithOIDC, token: RefreshToken): number {
  const limit = accessLimit(world, token.scope ?? '')
  const rotated = ctx.oidc.entities.RotatedRefreshToken
  return limit ? (rotated?.remainingTTL ?? limit) : sixMonths
}

/** Makes the token endpoint's answers those of Google. Sits around oidc-provider. */
export async function answerLikeGoogle(world: World, ctx: Context, next: Next): Promise<void> {
  await next()
  if (ctx.path !== paths.token) return
  const tokens = tokensSchema.safeParse(ctx.body)
  if (tokens.success) ctx.body = await shapeTokens(world, ctx as unknown as KoaContextWithOIDC, tokens.data)
  else if (failureSchema.safeParse(ctx.body).success) ctx.body = deadToken
}

async function shapeTokens({ store, ...world }: World, { oidc }: KoaContextWithOIDC, tokens: Tokens) {
  const { RefreshToken: current, RotatedRefreshToken: rotated } = oidc.entities
  const repeated = oidc.params?.grant_type === 'refresh_token' && !rotated
  const payload = current && store.find('RefreshToken', current.jti)
  const limited = payload && isForATime(payload)
  if (payload && repeated && !limited) postponeEnd(store, payload)

  const { refresh_token, id_token, scope = '', ...rest } = tokens
  return {
    ...rest,
    ...(refresh_token && !repeated ? { refresh_token } : {}),
    ...(limited ? { refresh_token_expires_in: secondsLeft(payload) } : {}),
    scope: formatScopes(parseScopes(scope)),
    ...(id_token ? { id_token: await signAgain(world, id_token, tokens.access_token) } : {}),
  }
}

// oidc-provider's key is fixed when it starts; ours rotates, and hostile tests need spoilt tokens.
async function signAgain(world: Signing, idToken: string, accessToken: string): Promise<string> {
  const original: JWTPayload = decodeJwt(idToken)
  const at_hash = hash('sha256', accessToken, 'buffer').subarray(0, 16).toString('base64url')
  const { claims, signature } = world.tamperer.apply({ ...original, azp: original.aud, at_hash })
  const signed = await world.keys.sign(claims, signature)
  world.ledger.record('id_token', signed)
  return signed
}

// Unused for six months is dead: each use starts the six months again, unless access is for a time.
function postponeEnd(store: Store, payload: AdapterPayload): void {
  if (payload.jti) store.put('RefreshToken', payload.jti, { ...payload, exp: epochSeconds() + sixMonths })
}

function isForATime({ iat = 0, exp = 0 }: AdapterPayload): boolean {
  return exp - iat < sixMonths
}

function secondsLeft({ exp = 0 }: AdapterPayload): number {
  return exp - epochSeconds()
}

function accessLimit({ settings }: World, scope: string): number | null {
  if (settings.refreshTokenSeconds) return settings.refreshTokenSeconds
  return settings.testing && beyondSignIn(scope) ? sevenDays : null
}

function beyondSignIn(scope: string): boolean {
  return parseScopes(scope).some((one) => !isSignInScope(one))
}
