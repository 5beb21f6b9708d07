import type { Context } from 'koa'
import { epochSeconds } from '../clock.ts'
import { type Html, html, page, readForm, sendPage } from '../pages.ts'
import type { Person, XAccount } from '../people.ts'
import type { State } from '../state.ts'
import { sendErrorPage } from './errors.ts'
import { opaque, type XRequest } from './state.ts'

/** Every scope that the sandbox knows, with the line of the consent screen (https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code). */
const scopeTable: Record<string, string> = {
  'tweet.read': 'All the posts you can view, including posts from protected accounts.',
  'users.read': 'Any account you can view, including protected accounts.',
  'users.email': 'Your email address.',
  'offline.access': 'Stay connected to your account until you revoke access.',
}

const longestState = 500

/** The start of an authorization: X’s error page for whatever is wrong with it, or else its screens. */
export function authorize(state: State, ctx: Context): void {
  const request = readRequest(state, ctx)
  if (typeof request === 'string') {
    sendErrorPage(ctx, request)
    return
  }
  const id = opaque()
  state.x.requests.set(id, request)
  ctx.status = 303
  ctx.redirect(`/x/signin/${id}`)
}

function readRequest(state: State, ctx: Context): XRequest | string {
  const query = new URLSearchParams(ctx.querystring)
  if (new Set(query.keys()).size !== query.size) return 'a parameter is there twice'
  const text = (name: string) => query.get(name) ?? ''
  const client = state.clientsOf('twitter').find(({ id }) => id === text('client_id'))
  if (!client) return 'the client is unknown'
  if (!client.redirectUris.includes(text('redirect_uri')))
    return `redirect_uri=${text('redirect_uri')} is not one of the addresses registered for this app`
  if (text('response_type') !== 'code') return 'response_type is not code'
  const scopes = text('scope').split(' ').filter(Boolean)
  const unknown = scopes.filter((scope) => !(scope in scopeTable))
  if (scopes.length === 0 || unknown.length > 0) return `the scope is not allowed: ${unknown.join(' ')}`
  if (scopes.includes('users.email') && !state.x.settings.requestEmail)
    return 'users.email is asked for, but “Request email from users” is off'
  const method = text('code_challenge_method') || 'plain'
  if (!text('code_challenge')) return 'there is no code_challenge'
  if (method !== 'S256' && method !== 'plain') return 'the code_challenge_method is unknown'
  if (text('state').length > longestState) return `state is longer than ${longestState} characters`
  return {
    clientId: client.id,
    redirectUri: text('redirect_uri'),
    scopes,
    state: query.get('state') ?? undefined,
    challenge: text('code_challenge'),
    method,
  }
}

const address = /^\/x\/signin\/([\w-]+)(?:\/(account|consent|cancel))?$/

/** The screens between an authorization request and its answer. False when the address is not theirs. */
export async function showXScreens(state: State, ctx: Context): Promise<boolean> {
  const [, id, step] = address.exec(ctx.path) ?? []
  if (!id) return false
  const request = state.x.requests.get(id)
  const form = ctx.method === 'POST' ? await readForm(ctx) : new URLSearchParams(ctx.querystring)
  if (!request) sendErrorPage(ctx, 'this sign-in was finished or left too long ago')
  else if (step === 'cancel') goBack(state, ctx, id, request, { error: 'access_denied' })
  else if (step === 'account') pickAccount(state, ctx, id, form)
  else if (step === 'consent') giveConsent(state, ctx, id, request, form)
  else showScreen(state, ctx, id, request, form.get('choose') !== null)
  return true
}

/** X asks each time, whatever was allowed before, and has no parameter to have it ask about another account. */
function showScreen(state: State, ctx: Context, id: string, request: XRequest, choose: boolean): void {
  const app = state.clientsOf('twitter').find((client) => client.id === request.clientId)?.name ?? ''
  const person = choose ? undefined : state.people.find(decodeURIComponent(ctx.cookies.get(cookie) ?? ''))
  const target = { action: `/x/signin/${id}`, app }
  if (person?.x) sendPage(ctx, 200, consentPage(target, person, person.x, request.scopes))
  else sendPage(ctx, 200, accountPage(target, state.people.list()))
}

function pickAccount(state: State, ctx: Context, id: string, form: URLSearchParams): void {
  const person = state.people.find(form.get('account') ?? '')
  if (person?.x) rememberAccount(ctx, person.sub)
  ctx.status = 303
  ctx.redirect(`/x/signin/${id}`)
}

function giveConsent(state: State, ctx: Context, id: string, request: XRequest, form: URLSearchParams): void {
  const person = state.people.find(form.get('account') ?? '')
  if (!person?.x) {
    showScreen(state, ctx, id, request, true)
    return
  }
  rememberAccount(ctx, person.sub)
  state.x.allow(person.sub, request.clientId, request.scopes)
  const code = opaque()
  const expiresAt = epochSeconds() + state.x.settings.codeSeconds
  state.x.codes.set(code, { request, sub: person.sub, family: id, expiresAt })
  state.log.recordIssued('code', code)
  goBack(state, ctx, id, request, { code })
}

function goBack(
  state: State,
  ctx: Context,
  id: string,
  request: XRequest,
  answer: Record<string, string>,
): void {
  state.x.requests.delete(id)
  const target = new URL(request.redirectUri)
  for (const [name, value] of Object.entries({ ...(request.state && { state: request.state }), ...answer }))
    target.searchParams.set(name, value)
  ctx.status = 303
  ctx.redirect(target.href)
}

const cookie = 'x-sandbox-account'
const year = 31_536_000_000

/** Remembers in the browser who is signed in at X: one account at a time. */
function rememberAccount(ctx: Context, sub: string): void {
  ctx.cookies.set(cookie, encodeURIComponent(sub), {
    httpOnly: true,
    sameSite: 'lax',
    maxAge: year,
    overwrite: true,
  })
}

export function forgetXAccount(ctx: Context): void {
  ctx.cookies.set(cookie, null)
}

/** Where the forms of a screen go, and the app they are for. */
type Target = { action: string; app: string }

function accountPage({ action, app }: Target, people: Person[]): string {
  const accounts = people.flatMap((person) => (person.x ? [accountButton(person, person.x)] : []))
  return page(
    'Sign in to X',
    html`<h1>Sign in to X</h1>
      <p class="soft">to continue to <strong>${app}</strong></p>
      <form method="post" action="${action}/account"><ul>${accounts}</ul></form>
      <form method="post" action="${action}/cancel" class="actions"><button>Cancel</button></form>`,
    'X',
  )
}

function consentPage({ action, app }: Target, person: Person, account: XAccount, scopes: string[]): string {
  return page(
    `${app} wants to access your X account`,
    html`<h1>${app} wants to access your X account</h1>
      <p class="soft">${xName(person, account)} @${account.username}
        <a href="${action}?choose">Use another account</a></p>
      <h2>Things this App can view and do</h2>
      <ul class="plain">${scopes.map((scope) => html`<li>${scopeTable[scope]}</li>`)}</ul>
      <form method="post" action="${action}/consent">
        <input type="hidden" name="account" value="${person.sub}">
        <div class="actions"><button class="main">Authorize app</button>
        <button formaction="${action}/cancel">Cancel</button></div>
      </form>`,
    'X',
  )
}

function accountButton(person: Person, account: XAccount): Html {
  const picture = xPicture(person, account)
  const name = xName(person, account)
  return html`<li><button class="account" name="account" value="${person.sub}">
    ${picture ? html`<img src="${picture}" alt="">` : html`<span class="initial" aria-hidden="true">${[...name][0]}</span>`}
    <span class="who"><span>${name}</span> <span class="soft">@${account.username}</span></span>
    <span class="soft">${account.protected && 'Protected'}</span></button></li>`
}

/** The name of an account, which is the person’s unless it has one of its own. */
export function xName(person: Person, account: XAccount): string {
  return account.name ?? (person.name || account.username)
}

/** The picture of an account, which is the person’s unless it has one of its own; a path where the sandbox draws it. */
export function xPicture(person: Person, account: XAccount): string | null {
  if (account.picture !== undefined) return account.picture
  return person.picture === undefined ? `/photos/${person.sub}.svg` : person.picture
}
