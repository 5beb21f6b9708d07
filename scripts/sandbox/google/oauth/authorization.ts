import type { Context, Next } from 'koa'
import { type ErrorOut, type errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { paths } from '../../endpoints.ts'
import { problemPage, sendPage } from '../../pages.ts'
import type { State } from '../../state.ts'
import { knownAccounts, rememberAccount } from './accounts.ts'
import { findGrant } from './grants.ts'
import { type Decision, decide, type Refusal, readRequest } from './policy.ts'
import { isKnownScope, parseScopes } from './scopes.ts'

/** How finished screens report to the authorization request that was waiting for them. */
export type ScreenResult = { sub: string; consented: boolean }

const { Check, Prompt } = interactionPolicy
const decisions = new WeakMap<KoaContextWithOIDC, Decision>()
const refusals: Refusal[] = ['login_required', 'interaction_required', 'consent_required']

/**
 * Reads authorization requests as Google does, before oidc-provider reads them its own way: web views inside
 * apps are refused, scopes have long and short names, a scope that does not exist ends on a page, and OpenID
 * parameters without `openid` do no harm
 * (https://developers.google.com/identity/protocols/oauth2/web-server, "Authorization errors").
 */
export async function readAuthorizationRequest(ctx: Context, next: Next): Promise<void> {
  if (ctx.path !== paths.authorize) return next()
  if (ctx.get('user-agent').includes('; wv)')) return sendPage(ctx, 403, problemPage(embedded))

  const { nonce, max_age, id_token_hint, claims, ...query } = ctx.query
  const scopes = parseScopes(String(query.scope ?? ''))
  const unknown = scopes.filter((scope) => !isKnownScope(scope))
  if (unknown.length > 0 || scopes.length === 0) return sendPage(ctx, 400, problemPage(scopeProblem(unknown)))

  ctx.query = { ...(scopes.includes('openid') ? ctx.query : query), scope: scopes.join(' ') }
  await next()
}

/**
 * Runs when oidc-provider has checked the parameters, before it looks at the session: decides by Google's
 * rules, and signs the session in where no screen is needed.
 */
export function decideRequest(state: State, ctx: KoaContextWithOIDC): void {
  const request = readRequest(ctx.oidc.params ?? {})
  const decision = decide(request, knownAccounts(state, ctx, request))
  decisions.set(ctx, decision)
  if (decision.step !== 'done') return
  rememberAccount(state, ctx, decision.sub)
  const { session } = ctx.oidc
  if (session?.accountId !== decision.sub) session?.loginAccount({ accountId: decision.sub })
}

/** One prompt of ours that holds all of Google's rules, then the ones an app may ask for by name. */
export function googlePrompts() {
  const undecided = (ctx: KoaContextWithOIDC, ...steps: Decision['step'][]) => {
    const decision = decisions.get(ctx)
    return !screenResult(ctx) && decision !== undefined && steps.includes(decision.step)
  }
  const checks = refusals.map(
    (error) =>
      new Check(error, 'a screen would be needed', error, (ctx) => {
        const decision = decisions.get(ctx)
        return undecided(ctx, 'refuse') && decision?.step === 'refuse' && decision.error === error
      }),
  )
  const screens = new Check('screen', 'a screen is needed', (ctx) => undecided(ctx, 'choose', 'consent'))
  return [
    new Prompt({ name: 'google' }, ...checks, screens),
    ...['select_account', 'login', 'consent'].map((name) => new Prompt({ name, requestable: true })),
  ]
}

/** What the screens of this authorization request reported, once they are finished. */
export function screenResult(ctx: KoaContextWithOIDC): ScreenResult | undefined {
  return ctx.oidc.result?.google as ScreenResult | undefined
}

/**
 * The grant oidc-provider answers from. With `include_granted_scopes` the request is widened to it
 * (https://developers.google.com/identity/protocols/oauth2/web-server#incrementalAuth).
 */
export async function loadGrant(state: State, ctx: KoaContextWithOIDC) {
  const { account, client, params = {} } = ctx.oidc
  const grant = account && client && findGrant(state.google.records, account.accountId, client.clientId)
  if (!grant) return undefined
  const request = readRequest(params)
  const settled = screenResult(ctx) ?? decisions.get(ctx)?.step === 'done'
  if (settled && request.includeGranted) {
    params.scope = [...new Set([...request.scopes, ...grant.scopes])].join(' ')
  }
  return ctx.oidc.provider.Grant.find(grant.id)
}

/** Google's page for requests that cannot go back to the app (RFC 6749, 4.1.2.1). */
export function renderError(
  ctx: KoaContextWithOIDC,
  out: ErrorOut,
  error: errors.OIDCProviderError | Error,
): void {
  const { client, params = {} } = ctx.oidc
  const name = client?.clientName ?? 'This app'
  if (out.error === 'invalid_redirect_uri') {
    const uri = typeof params.redirect_uri === 'string' ? params.redirect_uri : ''
    sendPage(ctx, 400, problemPage(redirectProblem(name, uri)))
    return
  }
  const status = 'statusCode' in error ? error.statusCode : 500
  const problem = {
    title: status === 500 ? 'The Google sandbox is broken' : 'Access blocked: Authorization Error',
    text: out.error_description ?? 'The request could not be understood.',
    code: `Error ${status}: ${out.error}`,
  }
  sendPage(ctx, status, problemPage(problem))
}

const embedded = {
  title: 'Access blocked: this app’s request does not comply with the sandbox’s policies',
  text: 'Signing in inside another app’s web view is not allowed. Open this page in a browser instead.',
  code: 'Error 403: disallowed_useragent',
}

function scopeProblem(unknown: string[]) {
  return {
    title: 'Access blocked: Authorization Error',
    text: unknown.length > 0 ? 'Some requested scopes were invalid.' : 'Missing required parameter: scope',
    code: unknown.length > 0 ? 'Error 400: invalid_scope' : 'Error 400: invalid_request',
    detail: unknown.join(' '),
  }
}

function redirectProblem(name: string, uri: string) {
  return {
    title: `Access blocked: ${name}’s request is invalid`,
    text:
      `You can’t sign in because ${name} sent an invalid request. You can try again later, or contact the ` +
      'developer about this issue.',
    code: 'Error 400: redirect_uri_mismatch',
    detail: `redirect_uri=${uri} is not one of the addresses registered for this app.`,
  }
}
