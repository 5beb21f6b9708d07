import type { Context } from 'koa'
import { findAccess } from './access.ts'
import type { SignInRequest, Situation } from './policy.ts'
import type { World } from './world.ts'

const cookie = 'google-sandbox-accounts'
const year = 31_536_000_000

/** Remembers in the browser that this account is signed in, as Google does. */
export function rememberAccount(world: World, ctx: Context, sub: string): void {
  const accounts = [sub, ...rememberedAccounts(world, ctx).filter((other) => other !== sub)]
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
export function rememberedAccounts(world: World, ctx: Context): string[] {
  const subs = (ctx.cookies.get(cookie) ?? '').split('.').map(decodeURIComponent)
  return subs.filter((sub) => world.people.find(sub))
}

/** All that the rules need to know besides the request itself. */
export function situationOf(world: World, ctx: Context, request: SignInRequest, chosen?: string): Situation {
  return {
    remembered: rememberedAccounts(world, ctx),
    chosen: chosen && world.people.find(chosen)?.sub,
    hinted: request.loginHint && world.people.findByHint(request.loginHint)?.sub,
    grantedBy: (sub) => findAccess(world.store, sub, request.clientId)?.scopes,
  }
}
