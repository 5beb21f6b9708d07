import type { Context } from 'koa'
import type { Person } from '../../people.ts'
import type { State } from '../../state.ts'
import { findGrant } from './grants.ts'
import type { AuthorizationRequest, KnownAccounts } from './policy.ts'

/**
 * The claims Google makes about a person, in `id_token` and userinfo
 * (https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload). `issuer` is where
 * the sandbox serves pictures.
 */
export function claimsOf(person: Person, issuer: string): Record<string, unknown> {
  const { sub, email, email_verified, name, hd } = person
  const [given, ...family] = name.split(' ')
  const picture = person.picture === undefined ? `${issuer}/photos/${sub}.svg` : person.picture
  const family_name = person.family_name ?? family.join(' ')
  return {
    sub,
    email,
    email_verified,
    ...(name ? { name, given_name: person.given_name ?? given } : {}),
    ...(family_name ? { family_name } : {}),
    ...(picture ? { picture } : {}),
    ...(hd ? { hd } : {}),
  }
}

const cookie = 'google-sandbox-accounts'
const year = 31_536_000_000

/** Remembers in the browser that this account is signed in, as Google does. */
export function rememberAccount(state: State, ctx: Context, sub: string): void {
  const accounts = [sub, ...rememberedAccounts(state, ctx).filter((other) => other !== sub)]
  ctx.cookies.set(cookie, accounts.map(encodeURIComponent).join('.'), {
    httpOnly: true,
    sameSite: 'lax',
    maxAge: year,
    overwrite: true,
  })
}

export function forgetAccounts(ctx: Context): void {
  ctx.cookies.set(cookie, null)
}

/** The accounts this browser is signed in with, the latest first; those removed since are left out. */
export function rememberedAccounts(state: State, ctx: Context): string[] {
  const subs = (ctx.cookies.get(cookie) ?? '').split('.').map(decodeURIComponent)
  return subs.filter((sub) => state.people.find(sub))
}

/** All that the policy needs besides the request itself. `chosen` is the account picked on the chooser. */
export function knownAccounts(
  state: State,
  ctx: Context,
  request: AuthorizationRequest,
  chosen?: string,
): KnownAccounts {
  return {
    remembered: rememberedAccounts(state, ctx),
    chosen: chosen && state.people.find(chosen)?.sub,
    hinted: request.loginHint && state.people.findByHint(request.loginHint)?.sub,
    grantedBy: (sub) => findGrant(state.google.records, sub, request.clientId)?.scopes,
  }
}
