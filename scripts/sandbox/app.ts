import type { Context, Next } from 'koa'
import type Provider from 'oidc-provider'
import { forgetAccounts, rememberedAccounts } from './browser.ts'
import { answerControl } from './control.ts'
import { listFiles } from './drive.ts'
import { type Endpoint, endpointAt } from './endpoints.ts'
import { suffer } from './faults.ts'
import { sendPage } from './http.ts'
import { welcomePage } from './pages.ts'
import { drawPortrait } from './pictures.ts'
import { readLikeGoogle } from './request-query.ts'
import { revokeToken } from './revocation.ts'
import { showScreens } from './screens.ts'
import { answerLikeGoogle } from './tokens.ts'
import type { World } from './world.ts'

/** Puts everything that is Google's, and not OpenID's, around the provider. */
export function dressProvider(world: World, provider: Provider): void {
  provider.use((_ctx: Context, next: Next) => world.clock.run(next))
  provider.use((ctx: Context, next: Next) => answerControl(world, ctx, next))
  provider.use((ctx: Context, next: Next) => watch(world, ctx, next))
  provider.use(readLikeGoogle)
  provider.use((ctx: Context, next: Next) => answerLikeGoogle(world, ctx, next))
  provider.use(async (ctx: Context, next: Next) => {
    const answered = (await answerEndpoint(world, provider, ctx)) || answerPage(world, ctx)
    if (!answered && !(await showScreens(world, provider, ctx))) await next()
  })
}

// Counts first: a request that meets a fault was still made.
async function watch(world: World, ctx: Context, next: Next): Promise<void> {
  const endpoint = endpointAt(ctx.path)
  if (!endpoint || ctx.method === 'OPTIONS') return next()
  world.ledger.count(endpoint)
  const fault = world.faults.take(endpoint)
  if (fault) return suffer(fault, ctx, next)
  await next()
}

async function answerEndpoint(world: World, provider: Provider, ctx: Context): Promise<boolean> {
  const answers: Partial<Record<Endpoint, () => void | Promise<void>>> = {
    drive: () => listFiles(world, provider, ctx),
    ...(ctx.method === 'POST' ? { revoke: () => revokeToken(world, ctx) } : {}),
    jwks: () => {
      ctx.body = world.keys.public()
    },
  }
  const endpoint = endpointAt(ctx.path)
  const answer = endpoint && answers[endpoint]
  await answer?.()
  return answer !== undefined
}

function answerPage(world: World, ctx: Context): boolean {
  if (ctx.path === '/') {
    sendPage(ctx, 200, welcomePage(world.people.list(), rememberedAccounts(world, ctx)))
    return true
  }
  if (ctx.path === '/sign-out' && ctx.method === 'POST') {
    forgetAccounts(ctx)
    ctx.status = 303
    ctx.redirect('/')
    return true
  }
  const [, sub = ''] = /^\/photos\/(.+)\.svg$/.exec(ctx.path) ?? []
  const person = world.people.find(decodeURIComponent(sub))
  if (!person) return false
  ctx.type = 'image/svg+xml'
  ctx.set('Cache-Control', 'public, max-age=3600')
  ctx.body = drawPortrait(person)
  return true
}
