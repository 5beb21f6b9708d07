import type { Context } from 'koa'
import type Provider from 'oidc-provider'
import type { InteractionResults } from 'oidc-provider'
import { type Html, html, page, problemPage, readForm, sendPage } from '../../pages.ts'
import type { Person } from '../../people.ts'
import type { State } from '../../state.ts'
import { knownAccounts, rememberAccount, rememberedAccounts } from './accounts.ts'
import type { ScreenResult } from './authorization.ts'
import { addScopes, findGrant } from './grants.ts'
import { type AuthorizationRequest, consentChoices, consentedScopes, decide, readRequest } from './policy.ts'
import { scopeTable } from './scopes.ts'

type Interaction = NonNullable<Awaited<ReturnType<typeof findInteraction>>>
/** A request for one of the screens, and what it belongs to. */
type ScreenRequest = {
  state: State
  provider: Provider
  ctx: Context
  interaction: Interaction
  request: AuthorizationRequest
}

const address = /^\/signin\/([\w-]+)(?:\/(account|consent|cancel))?$/

/**
 * The screens between an authorization request and its answer: chooser, confirmation, consent, in Google's order
 * and without its looks (https://developers.google.com/identity/protocols/oauth2/web-server, "Google prompts user
 * for consent"). False when the address is not theirs.
 */
export async function showScreens(state: State, provider: Provider, ctx: Context): Promise<boolean> {
  const [, uid, step] = address.exec(ctx.path) ?? []
  if (!uid) return false
  const interaction = await findInteraction(provider, ctx, uid)
  if (!interaction) {
    sendPage(ctx, 400, problemPage(expired))
    return true
  }
  const screen = { state, provider, ctx, interaction, request: readRequest(interaction.params) }
  if (ctx.method === 'GET') await showNext(screen, queryText(ctx, 'account'))
  else if (step === 'account') await pickAccount(screen)
  else if (step === 'consent') await giveConsent(screen)
  else await finish(screen, { error: 'access_denied' })
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

async function showNext(screen: ScreenRequest, chosen?: string): Promise<void> {
  const { state, provider, ctx, interaction, request } = screen
  const client = await provider.Client.find(request.clientId)
  const target = { action: `/signin/${interaction.uid}`, clientName: client?.clientName ?? request.clientId }
  const decision = decide(request, knownAccounts(state, ctx, request, chosen))
  if (decision.step === 'done') return complete(screen, { sub: decision.sub, consented: false })
  const person = decision.step === 'consent' ? state.people.find(decision.sub) : undefined
  if (!person)
    return sendPage(ctx, 200, accountPage(target, state.people.list(), rememberedAccounts(state, ctx)))

  const grant = findGrant(state.google.records, person.sub, request.clientId)
  const choices = consentChoices(request, grant?.scopes)
  const signInOnly = choices.open.length + choices.held.length === 0
  sendPage(ctx, 200, signInOnly ? confirmPage(target, person) : consentPage(target, person, choices))
}

async function pickAccount(screen: ScreenRequest): Promise<void> {
  const { state, ctx, interaction, request } = screen
  const sub = (await readForm(screen.ctx)).get('account') ?? ''
  const decision = decide(request, knownAccounts(state, ctx, request, sub))
  if (decision.step === 'done') return complete(screen, { sub: decision.sub, consented: false })
  ctx.status = 303
  ctx.redirect(`/signin/${interaction.uid}?account=${encodeURIComponent(sub)}`)
}

async function giveConsent(screen: ScreenRequest): Promise<void> {
  const { state, request } = screen
  const { records } = state.google
  const form = await readForm(screen.ctx)
  const person = state.people.find(form.get('account') ?? '')
  if (!person) return showNext(screen)
  const held = findGrant(records, person.sub, request.clientId)?.scopes ?? []
  const scopes = consentedScopes(request, [...form.getAll('scope'), ...held])
  addScopes(records, person.sub, request.clientId, scopes)
  await complete(screen, { sub: person.sub, consented: true })
}

// oidc-provider would end the session to change its account, on a page that needs JavaScript: change it here.
async function complete(screen: ScreenRequest, google: ScreenResult): Promise<void> {
  const { state, provider, ctx } = screen
  rememberAccount(state, ctx, google.sub)
  const session = await provider.Session.get(ctx)
  if (session.accountId && session.accountId !== google.sub) {
    session.loginAccount({ accountId: google.sub })
    await session.persist()
  }
  await finish(screen, { google, login: { accountId: google.sub }, select_account: {}, consent: {} })
}

async function finish({ ctx, interaction }: ScreenRequest, result: InteractionResults): Promise<void> {
  interaction.result = result
  await interaction.persist()
  ctx.status = 303
  ctx.redirect(interaction.returnTo)
}

function queryText(ctx: Context, name: string): string | undefined {
  const value = ctx.query[name]
  return typeof value === 'string' ? value : undefined
}

/** Where the forms of a screen go, and the app they are for. */
type Target = { action: string; clientName: string }

/** "Choose an account": one button an account, the signed-in ones first. */
function accountPage({ action, clientName }: Target, people: Person[], remembered: string[]): string {
  const signedIn = people.filter(({ sub }) => remembered.includes(sub))
  const others = people.filter(({ sub }) => !remembered.includes(sub))
  return page(
    'Choose an account',
    html`<h1>Choose an account</h1>
      <p class="soft">to continue to <strong>${clientName}</strong></p>
      <form method="post" action="${action}/account">
        <ul>${signedIn.map((person) => accountButton(person, 'Signed in'))}${others.map((person) => accountButton(person))}</ul>
      </form>
      ${cancelForm(action)}`,
  )
}

/** "Sign in to …": what a first sign-in shows when the app asks for nothing beyond it. */
function confirmPage({ action, clientName }: Target, person: Person): string {
  return page(
    `Sign in to ${clientName}`,
    html`<h1>Sign in to ${clientName}</h1>
      <p class="soft">${person.email}</p>
      <p>By continuing, the sandbox will share your name, email address and profile picture with
      <strong>${clientName}</strong>.</p>
      <form method="post" action="${action}/consent">${decisionButtons(action, person)}</form>`,
  )
}

/** "… wants access": one tick box, empty, for each scope that the app does not have yet. */
function consentPage(
  { action, clientName }: Target,
  person: Person,
  { open, held }: { open: string[]; held: string[] },
): string {
  return page(
    `${clientName} wants access`,
    html`<h1>${clientName} wants access to your account</h1>
      <p class="soft">${person.email}</p>
      <form method="post" action="${action}/consent">
        ${
          open.length > 0 &&
          html`<h2 id="choices">Select what ${clientName} can access</h2>
        <div role="group" aria-labelledby="choices">${open.map(scopeBox)}</div>`
        }
        <h2>${clientName} ${held.length > 0 ? 'already has some access' : 'will also know'}</h2>
        <ul class="plain"><li>Your name, email address and profile picture</li>
        ${held.map((scope) => html`<li>${scopeTable[scope]}</li>`)}</ul>
        ${decisionButtons(action, person)}
      </form>`,
  )
}

function accountButton({ sub, name, email, picture, hd }: Person, note = ''): Html {
  const image =
    picture === null
      ? html`<span class="initial" aria-hidden="true">${[...name][0]}</span>`
      : html`<img src="${picture ?? `/photos/${sub}.svg`}" alt="">`
  return html`<li><button class="account" name="account" value="${sub}">${image}
    <span class="who"><span>${name}</span> <span class="soft">${email}</span></span>
    <span class="soft">${note || (hd && 'Workspace')}</span></button></li>`
}

function scopeBox(scope: string): Html {
  return html`<label class="choice"><input type="checkbox" name="scope" value="${scope}">
    <span>${scopeTable[scope]}</span></label>`
}

function decisionButtons(action: string, person: Person): Html {
  return html`<input type="hidden" name="account" value="${person.sub}">
    <div class="actions"><button class="main">Continue</button>
    <button formaction="${action}/cancel">Cancel</button></div>`
}

function cancelForm(action: string): Html {
  return html`<form method="post" action="${action}/cancel" class="actions"><button>Cancel</button></form>`
}
