import 'server-only'
import { z } from 'zod'
import { brand } from '#lib/brand'
import { boundedFetch, type Question, readErrorBody } from '#lib/http/fetch'
import { basicCredentials } from '#lib/provider/credentials'
import type {
  AuthorizationRequest,
  RevokeOutcome,
  TokenRefusal,
  TokenRefusalKind,
} from '#lib/provider/provider'
import { parseTokenAnswer, type TokenAnswer } from '#lib/provider/token-answer'
import { GITHUB, githubClient, githubStandIn } from './settings.ts'

/** Nobody needs one to be known by GitHub; this one is for the address. */
export const SCOPES = ['user:email']

export function siteUrl(): string {
  return githubStandIn() ?? 'https://github.com'
}

function apiUrl(): string {
  return githubStandIn() ?? 'https://api.github.com'
}

/**
 * What an intent adds to the request (docs.github.com, "Authorizing OAuth apps"): the chooser, or `login`, which is a hint.
 * GitHub knows no `max_age`: who confirms is sent there and back.
 */
export async function authorizationParameters({
  kind,
  scopes,
  hint,
}: AuthorizationRequest): Promise<Record<string, string>> {
  const scope = [...new Set([...SCOPES, ...scopes])].join(' ')
  if (kind === 'sign-in' || kind === 'link') return { scope, prompt: 'select_account' }
  return { scope, ...(hint !== null && { login: hint }) }
}

const answerShape = z.looseObject({ scope: z.string() })

/** GitHub asks for scopes with spaces between, and answers with commas. */
export function readTokens(answer: unknown, requested: readonly string[]): TokenAnswer {
  const { data } = answerShape.safeParse(answer)
  const spaced = data ? { ...data, scope: data.scope.replaceAll(',', ' ') } : answer
  return parseTokenAnswer(spaced, { provider: GITHUB, requested })
}

/** docs.github.com, "Troubleshooting OAuth app access token request errors". All of them come with status 200. */
const refusals: Record<string, TokenRefusalKind> = {
  bad_verification_code: 'grant-ended',
  incorrect_client_credentials: 'operator',
  redirect_uri_mismatch: 'redirect-uri',
  // They have to verify their address at GitHub first.
  unverified_user_email: 'consent',
}

const refusalShape = z.object({ error: z.string().max(100) })

export function readRefusal(body: unknown): TokenRefusal {
  const { data } = refusalShape.safeParse(body)
  if (!data) return { kind: 'unclear', reason: '' }
  const known = Object.hasOwn(refusals, data.error) ? refusals[data.error] : undefined
  return { kind: known ?? 'invalid', reason: data.error }
}

type GitHubQuestion = Question & { headers: Record<string, string> }

/** Asks GitHub's API, which refuses whoever does not say who they are. @param init its headers count first */
export function askApi(path: string, { headers, ...init }: GitHubQuestion): Promise<Response> {
  const ours = { accept: 'application/vnd.github+json', 'user-agent': brand.slug }
  return boundedFetch(`${apiUrl()}${path}`, { ...init, headers: { ...ours, ...headers } })
}

/**
 * Ends all that somebody allowed this application, by any one of its tokens (docs.github.com, "Delete an app
 * authorization"). 204 is done; 404 and 422 are for a token, or an authorization, that is no more.
 */
export async function revokeToken(token: string): Promise<RevokeOutcome> {
  const client = githubClient()
  const { headers } = basicCredentials(client)
  try {
    const response = await askApi(`/applications/${encodeURIComponent(client.id)}/grant`, {
      method: 'DELETE',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ access_token: token }),
    })
    if (response.ok) return { kind: 'revoked' }
    await readErrorBody(response)
    if (response.status === 404 || response.status === 422) return { kind: 'nothing-to-revoke' }
    const reason = `revocation answered ${response.status}`
    return { kind: response.status === 401 ? 'refused' : 'failed', reason }
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : 'no answer' }
  }
}
