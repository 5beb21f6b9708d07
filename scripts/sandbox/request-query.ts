import type { Context, Next } from 'koa'
import { paths } from './endpoints.ts'
import { sendPage } from './http.ts'
import { problemPage } from './pages.ts'
import { isKnownScope, parseScopes } from './scopes.ts'

/**
 * Reads authorization requests as Google does, before oidc-provider reads them its own way: web views inside
 * apps are refused, scopes have long and short names, a scope that does not exist ends on a page, and OpenID
 * parameters without `openid` do no harm.
 */
export async function readLikeGoogle(ctx: Context, next: Next): Promise<void> {
  if (ctx.path !== paths.authorize) return next()
  if (ctx.get('user-agent').includes('; wv)')) return sendPage(ctx, 403, problemPage(embedded))

  const { nonce, max_age, id_token_hint, claims, ...query } = ctx.query
  const scopes = parseScopes(String(query.scope ?? ''))
  const unknown = scopes.filter((scope) => !isKnownScope(scope))
  if (unknown.length > 0 || scopes.length === 0) return sendPage(ctx, 400, problemPage(scopeProblem(unknown)))

  ctx.query = { ...(scopes.includes('openid') ? ctx.query : query), scope: scopes.join(' ') }
  await next()
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
