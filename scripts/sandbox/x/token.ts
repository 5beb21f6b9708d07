import { createHash } from 'node:crypto'
import type { Context } from 'koa'
import { epochSeconds } from '../clock.ts'
import { readForm } from '../pages.ts'
import type { State } from '../state.ts'
import { refuseToken, type tokenRefusals } from './errors.ts'
import type { XToken } from './state.ts'

type Refusal = keyof typeof tokenRefusals

/**
 * X’s token endpoint for confidential clients
 * (https://docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token): a code is good for 30 seconds and once;
 * a refresh token comes with `offline.access` alone and is used up by its use.
 */
export async function answerTokenRequest(state: State, ctx: Context): Promise<void> {
  const form = await readForm(ctx)
  const clientId = authenticate(state, ctx, form)
  if (!clientId) return
  const grantType = form.get('grant_type')
  const granted =
    grantType === 'authorization_code'
      ? redeemCode(state, form, clientId)
      : grantType === 'refresh_token'
        ? redeemToken(state, form.get('refresh_token') ?? '', clientId)
        : 'grantType'
  if (typeof granted === 'string') refuseToken(ctx, granted)
  else answerWithTokens(state, ctx, granted)
}

/**
 * Ends one token, and none of the others that came with it. Of one that is not there it says that it is revoked
 * (RFC 7009, section 2.2).
 */
export async function revokeXToken(state: State, ctx: Context): Promise<void> {
  const form = await readForm(ctx)
  const clientId = authenticate(state, ctx, form)
  if (!clientId) return
  const value = form.get('token') ?? ''
  const token = state.x.findToken(value)
  if (token && state.x.findGrant(token.grantId)?.clientId === clientId) state.x.endToken(value)
  ctx.body = { revoked: true }
}

/** The client that Basic names; null when X has refused. An unknown one is told apart from a wrong secret. */
function authenticate(state: State, ctx: Context, form: URLSearchParams): string | null {
  const [, encoded = ''] = /^Basic (.+)$/i.exec(ctx.get('authorization')) ?? []
  const [id = '', secret] = Buffer.from(encoded, 'base64').toString().split(':').map(decodePart)
  const client = state.clientsOf('twitter').find((one) => one.id === id)
  if (encoded && !client) refuseToken(ctx, 'client')
  else if (!client || client.secret !== secret) refuseToken(ctx, 'header')
  else if (state.x.settings.clientIdInForm && form.get('client_id') !== id) refuseToken(ctx, 'parameter')
  else return id
  return null
}

// RFC 6749, section 2.3.1: both are form-encoded first.
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    return part
  }
}

/** What is granted: whose it is, by which authorization, and for what. */
type Granted = Pick<XToken, 'grantId' | 'family' | 'scopes'>

function redeemCode(state: State, form: URLSearchParams, clientId: string): Granted | Refusal {
  const value = form.get('code') ?? ''
  const code = state.x.codes.get(value)
  const grant = code && state.x.findGrant(`${clientId}|${code.sub}`)
  if (!grant || code.request.clientId !== clientId || code.expiresAt <= epochSeconds()) return 'code'
  if (form.get('redirect_uri') !== code.request.redirectUri) return 'redirect'
  const verifier = form.get('code_verifier') ?? ''
  const { challenge, method } = code.request
  if (challenge !== (method === 'plain' ? verifier : sha256(verifier))) return 'verifier'
  state.x.codes.delete(value)
  return { grantId: grant.id, family: code.family, scopes: code.request.scopes }
}

function redeemToken(state: State, value: string, clientId: string): Granted | Refusal {
  const token = state.x.findToken(value, 'refresh_token')
  if (!token || state.x.findGrant(token.grantId)?.clientId !== clientId) return 'token'
  if (!token.used) {
    state.x.use(value)
    return token
  }
  if (state.x.settings.reuseEndsFamily) state.x.endFamily(token.family)
  return 'token'
}

function answerWithTokens(state: State, ctx: Context, from: Granted): void {
  const access_token = state.x.issue('access_token', from)
  state.log.recordIssued('access_token', access_token)
  const offline = from.scopes.includes('offline.access')
  const refresh_token = offline ? state.x.issue('refresh_token', from) : undefined
  if (refresh_token) state.log.recordIssued('refresh_token', refresh_token)
  ctx.body = {
    token_type: 'bearer',
    expires_in: state.x.settings.accessTokenSeconds,
    access_token,
    scope: from.scopes.join(' '),
    ...(refresh_token ? { refresh_token } : {}),
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
