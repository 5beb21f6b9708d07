import 'server-only'
import type { NextAuthConfig } from 'next-auth'
import type { FailureCode } from '#lib/errors'
import type { PermissionText } from '#lib/provider/features'
import type { Identity } from '#lib/provider/identity'
import type { TokenAnswer } from '#lib/provider/token-answer'
import type { ProviderId } from '#lib/provider-ids'

/** The cookies in which Auth.js seals what it compares on the way back. */
export type CheckName = 'pkce' | 'state' | 'nonce'

/** Why somebody is sent to the provider, as far as its parameters depend on it. */
export type AuthorizationRequest = {
  kind: 'sign-in' | 'link' | 'grant' | 'reconnect' | 'confirm'
  scopes: readonly string[]
  /** The address of the account that it is about; null when any may be chosen. */
  hint: string | null
}

/** How an endpoint is told who the client is: in headers, or in fields of the form (RFC 6749, section 2.3.1). */
export type Credentials = { headers: Record<string, string>; fields: Record<string, string> }

/** Where tokens are given, and as whom we ask for them. */
export type TokenEndpoint = { url: string; credentials: Credentials }

/** What became of a request for a fresh access token. Nothing in it is a secret but the body of `answered`. */
export type RefreshOutcome =
  | { kind: 'answered'; body: unknown }
  /** The refresh token is not good any more, for ever (RFC 6749, section 5.2: `invalid_grant`). */
  | { kind: 'ended' }
  /** Those who manage the account forbid it, or the person has to agree again: only they can change the answer. */
  | { kind: 'withheld'; by: 'organisation' | 'consent'; reason: string }
  /** The provider does not accept this application. Only an operator can mend that, and no token is to blame. */
  | { kind: 'refused'; reason: string }
  /** No answer that can be used: try again later. */
  | { kind: 'unavailable'; reason: string; retryAfterSeconds: number | null }

export type RevokeOutcome =
  | { kind: 'revoked' }
  /** It had ended already, or the provider has no such endpoint: there is nothing left to do. */
  | { kind: 'nothing-to-revoke' }
  /** `refused`: the provider does not accept this application there, which an operator has to mend. */
  | { kind: 'failed' | 'refused'; reason: string }

/** What an answer of a provider's API means for the one who called. */
export type ApiAnswer =
  | { kind: 'data'; body: unknown }
  /** The access token is not accepted (any more). */
  | { kind: 'unauthorized' }
  /** The token is good, and the person did not allow this. */
  | { kind: 'insufficient' }
  /** The token is good, and somebody else does not allow this. */
  | { kind: 'forbidden'; by: Forbidder; reason: string }
  /** The provider does not let this application call the API: only an operator can mend that. */
  | { kind: 'refused'; reason: string }
  /** Too many requests of late (`rate`), or in a day or in all (`quota`); without a limit, the provider is in trouble. */
  | { kind: 'busy'; limit: 'rate' | 'quota' | null; reason: string; retryAfterSeconds: number | null }
  /** The operator has used up what they pay for. */
  | { kind: 'unpaid'; reason: string }
  /** We asked for something that is not there or makes no sense: 400, 404, 410. */
  | { kind: 'rejected'; status: number; reason: string }

/** Who does not allow it: those who manage the account, the state of the account itself, or the provider does not say. */
export type Forbidder = 'organisation' | 'account' | 'unclear'

/** What a refusal of a token endpoint means (RFC 6749, section 5.2). Providers differ in it. */
export type TokenRefusalKind =
  | 'grant-ended'
  | 'organisation'
  | 'consent'
  | 'operator'
  | 'redirect-uri'
  | 'busy'
  /** It has a code, and does not say whose it is. */
  | 'invalid'
  /** It is no error of a token endpoint at all: a page of a proxy, say. */
  | 'unclear'

/** `reason` is the code that says so, for the log; empty when there is none. */
export type TokenRefusal = { kind: TokenRefusalKind; reason: string }

/** Everything that differs from provider to provider. The rows are in `lib/providers/table.ts`. */
export type Provider = {
  id: ProviderId
  /** What an account of it is to Auth.js and its adapter. */
  type: 'oidc' | 'oauth'

  /** What a sign-in may ask for, and what each scope lets us do. */
  signInScopes: Record<string, PermissionText>
  /** Those of them that every sign-in asks for, by the settings of this operator. */
  askedScopes: () => string[]
  /** What the sign-in scopes share, by scope, for the overview. */
  shares: Record<string, PermissionText>
  /** The sign-in scopes that somebody must have agreed to, since their identity shows what these share. */
  sharedScopes: (identity: Pick<Identity, 'email' | 'name' | 'image'>) => string[]
  /** The one name of the issuer, for each by which it goes in tokens and answers; any other name as it is. */
  canonicalIssuer: (name: string) => string

  /** The authorization request: what Auth.js is told, and the parameters that an intent adds. */
  authjs: (fetch: typeof globalThis.fetch) => Promise<NextAuthConfig['providers'][number]>
  checks: readonly CheckName[]
  parameters: (request: AuthorizationRequest) => Promise<Record<string, string>>
  /** The authorization server's metadata (RFC 8414), which Auth.js asks for at every step and gets from our cache. */
  metadata: { url: () => string; read: () => Promise<object> } | null
  /** What `error` of the redirect means beyond RFC 6749. */
  authorizationErrors: Record<string, FailureCode>
  /** The error of a redirect that does not say it as RFC 6749 does (section 4.1.2.1); null when it has none. */
  readRedirectError: (query: URLSearchParams) => string | null
  /** Whether it puts a fragment behind its redirect, which a browser would carry on to wherever it is sent next. */
  addsFragment: boolean
  /** Whether it proves anew who somebody is when it is asked to, and does not just send them back. */
  reauthenticates: boolean

  /** The token endpoint: what it answers, and what its refusals mean. */
  readTokens: (answer: unknown, requested: readonly string[]) => TokenAnswer
  readRefusal: (body: unknown) => TokenRefusal
  /** Who the tokens of this very exchange belong to. */
  identify: (tokens: TokenAnswer) => Promise<Identity>

  /**
   * What is kept of its tokens: all of them (a grant goes with every sign-in); those that a feature of ours needs, which a
   * later sign-in leaves as they are, since its consent is about signing in alone; or none.
   */
  keeps: 'tokens' | 'feature-tokens' | 'nothing'

  /**
   * A fresh access token; null for a provider that gives no refresh tokens. All that has to be found out first is `endpoint`, asked before a lease is taken, and null when
   * that cannot be done now; `request` makes one request to it and no other.
   */
  refresh: {
    endpoint: () => Promise<TokenEndpoint | null>
    request: (endpoint: TokenEndpoint | null, refreshToken: string) => Promise<RefreshOutcome>
    /** Throws unless a refreshed answer is about the same person (OpenID Connect Core 1.0, section 12.2). */
    requireSubject: (answer: TokenAnswer, subject: string) => void
  } | null
  /**
   * Ends what an account granted (RFC 7009). `by` says what the provider is told: a token, or whose grant it is. `endsAll`:
   * it ends every token of that account for this application, also one of a grant that is newer.
   */
  revocation: {
    by: 'token' | 'subject'
    endsAll: boolean
    revoke: (tokenOrSubject: string) => Promise<RevokeOutcome>
  }

  /** Days after which it ends what was given to an application that is in testing (Google: publishing status). */
  testingDays?: number

  /** Its APIs: where they are, and how their answers are read. Null when we call none. */
  api: { base: () => string; read: (response: Response) => Promise<ApiAnswer> } | null

  /** Where people see and end what they allowed at the provider, and, where they have handles, the page of one. */
  manageUrl: string
  profileUrl: ((handle: string) => string) | null
}
