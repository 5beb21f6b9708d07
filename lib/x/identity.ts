import 'server-only'
import { z } from 'zod'
import { AppError, type FailureCode } from '#lib/errors'
import { boundedFetch } from '#lib/http/fetch'
import { readAddress } from '#lib/provider/address'
import type { Identity } from '#lib/provider/identity'
import type { ApiAnswer } from '#lib/provider/provider'
import { cleanPictureAddress, cleanText } from '#lib/provider/text'
import type { TokenAnswer } from '#lib/provider/token-answer'
import { readApiAnswer } from '#lib/x/api-answer'
import { apiBase, issuer } from '#lib/x/oauth'

const MAX_NAME = 200
const MAX_PICTURE = 2_000

/** What X lets people choose, and has let them. */
const HANDLE = /^\w{1,50}$/

/**
 * Who somebody is at X: a number of at most 19 digits, as text. Whatever else there is may be anything, and is cleaned
 * below.
 */
const meShape = z.object({
  data: z.object({
    id: z.string().regex(/^[1-9]\d{0,18}$/),
    username: z.unknown().optional(),
    name: z.unknown().optional(),
    profile_image_url: z.unknown().optional(),
    confirmed_email: z.unknown().optional(),
  }),
})

/** Scopes without which `/2/users/me` is not answered (X's openapi.json, `security`). */
const NEEDED = ['users.read', 'tweet.read']

/**
 * Who the tokens of this exchange belong to, by one call of `/2/users/me` with this very token: X charges for each. The
 * handle changes hands, and is never a key; of the address X says that it was confirmed once, which is no promise that it
 * is theirs.
 */
export async function findIdentity({ accessToken, scopes }: TokenAnswer): Promise<Identity> {
  if (NEEDED.some((scope) => !scopes.includes(scope))) throw failure('provider_asks', 'scopes are missing')
  const answer = await readApiAnswer(await askMe(accessToken, scopes.includes('users.email')))
  if (answer.kind !== 'data') throw failure(failureOf(answer), describe(answer))
  const me = meShape.safeParse(answer.body)
  if (!me.success) throw failure('provider_invalid', 'users/me has another shape')
  const { id, username, name, profile_image_url, confirmed_email } = me.data.data
  return {
    provider: 'twitter',
    issuer: issuer(),
    subject: id,
    email: readAddress(confirmed_email),
    emailVerified: false,
    emailKey: null,
    handle: typeof username === 'string' && HANDLE.test(username) ? username : null,
    name: cleanText(name, MAX_NAME),
    image: cleanPictureAddress(profile_image_url, MAX_PICTURE),
    hostedDomain: null,
    authenticatedAt: null,
  }
}

function askMe(accessToken: string, withAddress: boolean): Promise<Response> {
  const url = new URL(`${apiBase()}/2/users/me`)
  const fields = ['profile_image_url', ...(withAddress ? ['confirmed_email'] : [])]
  url.searchParams.set('user.fields', fields.join(','))
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' }
  return boundedFetch(url, { headers }).catch((cause: unknown) => {
    throw new AppError('provider_unavailable', { provider: 'twitter', cause })
  })
}

/** What keeps somebody from signing in, and who can mend it. */
function failureOf(answer: Exclude<ApiAnswer, { kind: 'data' }>): FailureCode {
  switch (answer.kind) {
    case 'unpaid':
      return 'provider_unpaid'
    case 'busy':
      return answer.limit === null ? 'provider_unavailable' : 'provider_limit'
    case 'refused':
      return 'provider_refused'
    case 'rejected':
      return 'provider_misunderstood'
    // Their account is suspended or locked.
    case 'forbidden':
      return answer.by === 'account' ? 'provider_policy' : 'provider_denied'
    case 'unauthorized':
    case 'insufficient':
      return 'provider_denied'
  }
}

function describe(answer: ApiAnswer): string {
  return `users/me: ${'reason' in answer ? answer.reason : answer.kind}`
}

function failure(code: FailureCode, reason: string): AppError {
  return new AppError(code, { provider: 'twitter', cause: new Error(reason) })
}
