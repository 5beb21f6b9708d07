import type { Context } from 'koa'
import type Provider from 'oidc-provider'
import type { InteractionResults } from 'oidc-provider'
import { addAccess, findAccess } from './access.ts'
import type { ScreenResult } from './authorization.ts'
import { rememberAccount, rememberedAccounts, situationOf } from './browser.ts'
import { readForm, sendPage } from './http.ts'
import { accountPage, confirmPage, consentPage, problemPage } from './pages.ts'
import { consentChoices, consentedScopes, decide, readRequest, type SignInRequest } from './policy.ts'
import type { World } from './world.ts'

type Interaction = NonNullable<Awaited<ReturnType<typeof findInteraction>>>
type Visit = {
  world: World
  provider: Provider
  ctx: Context
  interaction: Interaction
  request: SignInRequest
}

const address = /^\/signin\/([\w-]+)(?:\/(account|consent|cancel))?$/

/** The screens between an authorization request and its answer. False when the address is not theirs. */
export async function showScreens(world: World, provider: Provider, ctx: Context): Promise<boolean> {
  const [, uid, step] = address.exec(ctx.path) ?? []
  if (!uid) return false
  const interaction = await findInteraction(provider, ctx, uid)
  if (!interaction) {
    sendPage(ctx, 400, problemPage(expired))
    return true
  }
  const visit = { world, provider, ctx, interaction, request: readRequest(interaction.params) }
  if (ctx.method === 'GET') await showNext(visit, queryText(ctx, 'account'))
  else if (step === 'account') await pickAccount(visit)
  else if (step === 'consent') await giveConsent(visit)
  else await finish(visit, { error: 'access_denied' })
  return true
}

const expired = {
  title: 'This sign-in has expired',
  text: 'It was finished or left too long ago. Go back to the app and start again.',
  code: 'Error 400: invalid_request',
}

// The cookie that oidc-provider set for this address proves that the same browser began the sign-in.
async function findInteraction(provider: Provider, ctx: Context, uid: string) {
  if (ctx.cookies.get(provider.cookieName('interaction')) !== uid) return undefined
  return provider.Interaction.find(uid)
}

async function showNext(visit: Visit, chosen?: string): Promise<void> {
  const { world, provider, ctx, interaction, request } = visit
  const client = await provider.Client.find(request.clientId)
  const screen = { action: `/signin/${interaction.uid}`, clientName: client?.clientName ?? request.clientId }
  const decision = decide(request, situationOf(world, ctx, request, chosen))
  if (decision.step === 'done') return complete(visit, { sub: decision.sub, consented: false })
  const person = decision.step === 'consent' ? world.people.find(decision.sub) : undefined
  if (!person)
    return sendPage(ctx, 200, accountPage(screen, world.people.list(), rememberedAccounts(world, ctx)))

  const choices = consentChoices(request, findAccess(world.store, person.sub, request.clientId)?.scopes)
  const signInOnly = choices.open.length + choices.held.length === 0
  sendPage(ctx, 200, signInOnly ? confirmPage(screen, person) : consentPage(screen, person, choices))
}

async function pickAccount(visit: Visit): Promise<void> {
  const { world, ctx, interaction, request } = visit
  const sub = (await readForm(visit.ctx)).get('account') ?? ''
  const decision = decide(request, situationOf(world, ctx, request, sub))
  if (decision.step === 'done') return complete(visit, { sub: decision.sub, consented: false })
  ctx.status = 303
  ctx.redirect(`/signin/${interaction.uid}?account=${encodeURIComponent(sub)}`)
}

async function giveConsent(visit: Visit): Promise<void> {
  const { world, request } = visit
  const form = await readForm(visit.ctx)
  const person = world.people.find(form.get('account') ?? '')
  if (!person) return showNext(visit)
  const held = findAccess(world.store, person.sub, request.clientId)?.scopes ?? []
  const scopes = consentedScopes(request, [...form.getAll('scope'), ...held])
  addAccess(world.store, person.sub, request.clientId, scopes)
  await complete(visit, { sub: person.sub, consented: true })
}

// oidc-provider would end the session to change its account, on a page that needs JavaScript: change it here.
async function complete(visit: Visit, google: ScreenResult): Promise<void> {
  const { world, provider, ctx } = visit
  rememberAccount(world, ctx, google.sub)
  const session = await provider.Session.get(ctx)
  if (session.accountId && session.accountId !== google.sub) {
    session.loginAccount({ accountId: google.sub })
    await session.persist()
  }
  await finish(visit, { google, login: { accountId: google.sub }, select_account: {}, consent: {} })
}

async function finish({ ctx, interaction }: Visit, result: InteractionResults): Promise<void> {
  interaction.result = result
  await interaction.persist()
  ctx.status = 303
  ctx.redirect(interaction.returnTo)
}

function queryText(ctx: Context, name: string): string | undefined {
  const value = ctx.query[name]
  return typeof value === 'string' ? value : undefined
}
