import type { ErrorOut, errors, KoaContextWithOIDC } from 'oidc-provider'
import { sendPage } from './http.ts'
import { problemPage } from './pages.ts'

/** Google's page for requests that cannot go back to the app. */
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
