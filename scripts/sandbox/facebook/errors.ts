import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'

/**
 * An error of Graph and of the token endpoint. `code` and `subcode` say what it is
 * (https://developers.facebook.com/docs/graph-api/guides/error-handling).
 */
export type GraphError = { code: number; subcode?: number; message: string; type?: string; status?: number }

/** Answers with an error as Facebook does: status 400, and `error` is an object. */
export function fail(
  ctx: Context,
  { code, subcode, message, type = 'OAuthException', status = 400 }: GraphError,
): void {
  ctx.status = status
  ctx.set({
    'Cache-Control': 'no-store',
    'WWW-Authenticate': `OAuth "Facebook Platform" "${code === 190 ? 'invalid_token' : 'invalid_code'}" "${message}"`,
  })
  ctx.body = {
    error: {
      message,
      type,
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      fbtrace_id: randomBytes(8).toString('base64url'),
    },
  }
}

/** The errors that an app meets, with Facebook’s codes. The texts of the codes 1, 101 and 36007 to 36009 are Facebook’s own. */
export const graphErrors = {
  wrongSecret: { code: 1, message: 'Error validating client secret.' },
  challengeDropped: {
    code: 1,
    message: 'code_verifier param is provided without a code_challenge in authorization request.',
  },
  wrongVerifier: {
    code: 1,
    message:
      'Invalid code verifier. Code verifier should be a cryptographically random string using the characters A-Z, a-z, 0-9, and the punctuation characters -._~ (hyphen, period, underscore, and tilde), between 43 and 128 characters long.',
  },
  noClient: { code: 101, message: 'Missing client_id parameter.' },
  unknownClient: {
    code: 101,
    message: 'Error validating application. Cannot get application info due to a system error.',
  },
  foreignRedirect: {
    code: 191,
    message: "Can't Load URL: The domain of this URL isn't included in the app's domains.",
  },
  noSuchCode: { code: 100, message: 'Invalid verification code format.' },
  expiredCode: { code: 100, subcode: 36007, message: 'This authorization code has expired.' },
  otherRedirect: {
    code: 100,
    subcode: 36008,
    message:
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
  },
  usedCode: { code: 100, subcode: 36009, message: 'This authorization code has been used.' },
  noToken: { code: 104, message: 'An access token is required to request this resource.' },
  noSuchToken: { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' },
  wrongAppToken: { code: 190, message: 'Invalid OAuth access token signature.' },
  expiredToken: { code: 190, subcode: 463, message: 'Error validating access token: Session has expired.' },
  appRemoved: {
    code: 190,
    subcode: 458,
    message: 'Error validating access token: The user has not authorized the application.',
  },
  noProof: {
    code: 100,
    message: 'API calls from the server require an appsecret_proof argument',
    type: 'GraphMethodException',
  },
  wrongProof: {
    code: 100,
    message: 'Invalid appsecret_proof provided in the API argument',
    type: 'GraphMethodException',
  },
  notThere: {
    code: 100,
    subcode: 33,
    message:
      'Unsupported request. Object does not exist, cannot be loaded due to missing permissions, or does not support this operation.',
    type: 'GraphMethodException',
  },
} as const satisfies Record<string, GraphError>

/** A field that Graph does not have. */
export function noSuchField(name: string): GraphError {
  return { code: 100, message: `(#100) Tried accessing nonexisting field (${name})` }
}

/** Pages of Facebook’s own that end a sign-in: none leads back to the app. */
export const dialogProblems = {
  unknownApp: {
    title: 'Invalid App ID',
    text: 'The provided app ID does not look like a valid app ID.',
    code: 'client_id',
  },
  blockedUrl: {
    title: 'URL Blocked',
    text: 'This redirect failed because the redirect URI is not white-listed in the app’s client OAuth settings. Make sure that the client and web OAuth logins are on and add all your app domains as valid OAuth redirect URIs.',
    code: 'redirect_uri',
  },
  insecure: {
    title: 'The app isn’t using a secure connection',
    text: 'Until the app transfers information over https, nobody can log in to it.',
    code: 'redirect_uri',
  },
  unknownScope: {
    title: 'Invalid Scopes',
    text: 'This message is only shown to developers. Users of your app will ignore these permissions if present.',
    code: 'scope',
  },
  responseType: {
    title: 'An error occurred',
    text: 'Only response_type=code is known to the sandbox.',
    code: 'response_type',
  },
  webview: {
    title: 'Log in with a browser',
    text: 'Logging in from inside this app is not possible. Open the site in a browser.',
    code: 'user_agent',
  },
} as const
