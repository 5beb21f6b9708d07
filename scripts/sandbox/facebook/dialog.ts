import type { Context } from 'koa'
import type { ClientOptions } from '../clients.ts'
import { paths } from '../endpoints.ts'
import { type Html, html, page, problemPage, readForm, sendPage } from '../pages.ts'
import type { State } from '../state.ts'
import { dialogProblems } from './errors.ts'
import { type Account, accountOf } from './people.ts'
import type { FacebookCode, FacebookSettings } from './state.ts'

/** The permission that can be unticked, and all that the sandbox knows. */
const optional = 'email'
const permissions = ['openid', 'public_profile', optional]

/** A request for the dialog that is in order. */
type DialogRequest = {
  client: ClientOptions
  redirectUri: string
  state: string | null
  scopes: string[]
  nonce: string | null
  challenge: FacebookCode['challenge']
  authType: string | null
  returnScopes: boolean
}

/** One of the dialog's screens, and what it belongs to. */
type Screen = { state: State; ctx: Context; request: DialogRequest }

type Problem = { title: string; text: string; code: string; detail?: string }

const address = new RegExp(`^${paths['facebook-dialog']}(?:/(login|consent|cancel))?$`)

/**
 * The login dialog: who they are, what they agree to, and the way back
 * (https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow, "Invoking the login dialog").
 * Each screen keeps the whole request in its address. False when the address is none of the dialog's.
 */
export async function answerDialog(state: State, ctx: Context): Promise<boolean> {
  const match = address.exec(ctx.path)
  if (!match) return false
  const request = readRequest(state, ctx)
  if ('title' in request) {
    sendPage(ctx, 400, problemPage(request, 'Facebook'))
    return true
  }
  const screen = { state, ctx, request }
  const step = match[1]
  if (ctx.method === 'GET') showNext(screen, step === 'consent')
  else if (step === 'login') await logIn(screen)
  else if (step === 'consent') await giveConsent(screen)
  else goBack(screen, cancelled)
  return true
}

/**
 * The redirect URIs are compared exactly ("strict mode") and are https; while the app is in development mode also any of
 * `http://localhost` (https://developers.facebook.com/docs/facebook-login/security). Those of this computer pass as https:
 * nobody has a certificate there.
 */
export function isRedirectUriOf(
  { redirectUris }: ClientOptions,
  uri: string,
  settings: FacebookSettings,
): boolean {
  const url = URL.parse(uri)
  if (!url) return false
  if (settings.developmentMode && url.protocol === 'http:' && url.hostname === 'localhost') return true
  return redirectUris.includes(uri) && isSecure(url)
}

function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || ['localhost', '127.0.0.1'].includes(hostname)
}

function readRequest(state: State, ctx: Context): DialogRequest | Problem {
  const query = new URLSearchParams(ctx.querystring)
  const client = state.clientsOf('facebook').find(({ id }) => id === query.get('client_id'))
  if (ctx.get('user-agent').includes('; wv)')) return dialogProblems.webview
  if (!client) return dialogProblems.unknownApp
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!isRedirectUriOf(client, redirectUri, state.facebook.settings)) {
    const url = URL.parse(redirectUri)
    const registered = url !== null && client.redirectUris.includes(redirectUri)
    return { ...(registered ? dialogProblems.insecure : dialogProblems.blockedUrl), detail: redirectUri }
  }
  if ((query.get('response_type') ?? 'code') !== 'code') return dialogProblems.responseType
  const scopes = readScopes(query.get('scope') ?? '')
  const unknown = scopes.filter((scope) => !permissions.includes(scope))
  if (unknown.length > 0) return { ...dialogProblems.unknownScope, detail: unknown.join(', ') }
  return {
    client,
    redirectUri,
    state: query.get('state'),
    scopes,
    nonce: query.get('nonce'),
    challenge: readChallenge(query, state.facebook.settings),
    authType: query.get('auth_type'),
    returnScopes: query.get('return_scopes') === 'true',
  }
}

/** By commas or spaces. `public_profile` is always among them. */
function readScopes(list: string): string[] {
  return [...new Set(['public_profile', ...list.split(/[\s,]+/).filter(Boolean)])]
}

/** What is not S256 counts as plain, and nobody is told. */
function readChallenge(query: URLSearchParams, { pkce }: FacebookSettings): FacebookCode['challenge'] {
  const value = query.get('code_challenge')
  if (!value || pkce === 'dropped') return null
  return { value, method: query.get('code_challenge_method') === 'S256' ? 'S256' : 'plain' }
}

/** @param proven whether this request has been past the login screen: `reauthenticate` asks again before that */
function showNext(screen: Screen, proven: boolean): void {
  const { state, ctx, request } = screen
  const { refusal } = state.facebook.settings
  const account = signedInAccount(state, ctx)
  const askAgain = request.authType === 'reauthenticate' && !proven
  if (refusal) goBack(screen, { error_code: String(refusal.code), error_message: refusal.message })
  else if (account && !askAgain) proceed(screen, account)
  else sendPage(ctx, 200, loginPage(screen, account))
}

async function logIn(screen: Screen): Promise<void> {
  const { state, ctx } = screen
  const id = (await readForm(ctx)).get('account') ?? ''
  const account = accountOf(state.people.findAt('facebook', id))
  if (!account) return showNext(screen, false)
  ctx.cookies.set(cookie, account.sub, { httpOnly: true, sameSite: 'lax', maxAge: year, overwrite: true })
  proceed(screen, account)
}

/** What has been decided once is not asked again: what was granted never, what was declined with `rerequest` only. */
function proceed(screen: Screen, account: Account): void {
  const { state, ctx, request } = screen
  const { developmentMode, roles } = state.facebook.settings
  const { scopes, declined } = grantOf(screen, account)
  const settled = request.authType === 'rerequest' ? scopes : [...scopes, ...declined]
  const open = request.scopes.filter((scope) => !settled.includes(scope))
  if (developmentMode && !roles.includes(account.id)) goBack(screen, cancelled)
  else if (open.length === 0) finish(screen, account)
  else sendPage(ctx, 200, consentPage(screen, account, open))
}

async function giveConsent(screen: Screen): Promise<void> {
  const { state, ctx, request } = screen
  const account = signedInAccount(state, ctx)
  const form = await readForm(ctx)
  if (!account || account.id !== form.get('account')) return showNext(screen, false)
  const held = grantOf(screen, account)
  const ticked = [...form.getAll('scope'), ...held.scopes]
  const given = request.scopes.filter((scope) => scope !== optional || ticked.includes(scope))
  const scopes = [...new Set([...held.scopes, ...given])]
  const declined = [...new Set([...held.declined, ...request.scopes])].filter(
    (scope) => !scopes.includes(scope),
  )
  state.facebook.putGrant({ sub: account.sub, clientId: request.client.id, scopes, declined })
  finish(screen, account)
}

function grantOf({ state, request }: Screen, { sub }: Account): { scopes: string[]; declined: string[] } {
  return state.facebook.findGrant({ sub, clientId: request.client.id }) ?? { scopes: [], declined: [] }
}

function finish(screen: Screen, account: Account): void {
  const { state, request } = screen
  const { client, redirectUri, nonce, challenge } = request
  const grant = grantOf(screen, account)
  const among = (held: string[]) => request.scopes.filter((scope) => held.includes(scope))
  const scopes = among(grant.scopes)
  const { sub } = account
  const code = state.facebook.issueCode({ sub, clientId: client.id, redirectUri, scopes, nonce, challenge })
  state.log.recordIssued('code', code.value)
  const decisions = { granted_scopes: scopes.join(','), denied_scopes: among(grant.declined).join(',') }
  goBack(screen, { code: code.value, ...(request.returnScopes ? decisions : {}) })
}

/** Somebody cancelled; or the app is in development mode, and they have no role in it. */
const cancelled = {
  error: 'access_denied',
  error_code: '200',
  error_description: 'Permissions error',
  error_reason: 'user_denied',
}

/** Back to the app, with `state` as it came, and with the fragment that Facebook puts behind every redirect. */
function goBack({ ctx, request }: Pick<Screen, 'ctx' | 'request'>, answer: Record<string, string>): void {
  const url = new URL(request.redirectUri)
  const all = { ...answer, ...(request.state === null ? {} : { state: request.state }) }
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value)
  url.hash = '_=_'
  ctx.status = 302
  ctx.set('Cache-Control', 'no-store')
  ctx.redirect(url.href)
}

const cookie = 'facebook-sandbox-account'
const year = 31_536_000_000

/** The account that this browser is signed in with: Facebook has one at a time, and no chooser. */
function signedInAccount(state: State, ctx: Context): Account | undefined {
  return accountOf(state.people.find(ctx.cookies.get(cookie) ?? ''))
}

export function forgetFacebookAccount(ctx: Context): void {
  ctx.cookies.set(cookie, null)
}

/** Where a form of a screen goes: the whole request goes with it. */
function action({ ctx }: Screen, step: 'login' | 'consent' | 'cancel'): string {
  return `${paths['facebook-dialog']}/${step}?${ctx.querystring}`
}

/** "Log in to Facebook": one button an account, in place of an address and a password. */
function loginPage(screen: Screen, signedIn: Account | undefined): string {
  const { state, request } = screen
  const accounts = state.people.list().flatMap((person) => accountOf(person) ?? [])
  const others = accounts.filter(({ sub }) => sub !== signedIn?.sub)
  return page(
    'Log in to Facebook',
    html`<h1>${signedIn ? 'Enter your password again' : 'Log in to Facebook'}</h1>
      <p class="soft">to continue to <strong>${request.client.name}</strong></p>
      <form method="post" action="${action(screen, 'login')}">
        <ul>${signedIn && accountButton(signedIn, 'Signed in')}${others.map((one) => accountButton(one, ''))}</ul>
      </form>
      <form method="post" action="${action(screen, 'cancel')}" class="actions"><button>Cancel</button></form>`,
    'Facebook',
  )
}

function accountButton({ id, email, name }: Account, note: string): Html {
  return html`<li><button class="account" name="account" value="${id}">
    <span class="initial" aria-hidden="true">${[...name][0]}</span>
    <span class="who"><span>${name}</span> <span class="soft">${email ?? 'by telephone'}</span></span>
    <span class="soft">${note}</span></button></li>`
}

/** "… is requesting access to": all of it in one, but for the address, which is ticked and can be unticked. */
function consentPage(screen: Screen, { id, email, name }: Account, open: string[]): string {
  const { client } = screen.request
  const asks = email !== null && open.includes(optional)
  return page(
    `Continue to ${client.name}`,
    html`<h1>${client.name} is requesting access to:</h1>
      <form method="post" action="${action(screen, 'consent')}">
        <ul class="plain"><li>Your name and profile picture</li></ul>
        ${
          asks &&
          html`<label class="choice"><input type="checkbox" name="scope" value="${optional}" checked>
          <span>Your email address (${email})</span></label>`
        }
        <input type="hidden" name="account" value="${id}">
        <div class="actions"><button class="main">Continue as ${name.split(' ')[0]}</button>
        <button formaction="${action(screen, 'cancel')}">Cancel</button></div>
      </form>`,
    'Facebook',
  )
}
