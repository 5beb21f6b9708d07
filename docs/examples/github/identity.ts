import 'server-only'
import { z } from 'zod'
import { AppError, type FailureCode } from '#lib/errors'
import { readJson } from '#lib/http/fetch'
import { readAddress } from '#lib/provider/address'
import type { Identity } from '#lib/provider/identity'
import { cleanPictureAddress, cleanText } from '#lib/provider/text'
import type { TokenAnswer } from '#lib/provider/token-answer'
import { askApi, siteUrl } from './oauth.ts'
import { GITHUB } from './settings.ts'

const MAX_NAME = 200
const MAX_PICTURE = 2_000
const LOGIN = /^[\w-]{1,100}$/

/** `id` is who somebody is. `login` can be renamed, and given to somebody else: it is shown and never compared. */
const userShape = z.object({
  id: z.int().positive(),
  login: z.unknown().optional(),
  name: z.unknown().optional(),
  avatar_url: z.unknown().optional(),
})

const addressesShape = z.array(
  z.looseObject({ email: z.unknown(), primary: z.unknown(), verified: z.unknown() }),
)

/**
 * Who the token of this very exchange belongs to. GitHub signs no `id_token`: it is asked, with that token.
 *
 * Of an address GitHub says that it is verified, and it is contact data all the same: as a key (`emailVerified`, `emailKey`)
 * it would refuse everybody who has an account here by another provider with the same address.
 */
export async function findIdentity({ accessToken, scopes }: TokenAnswer): Promise<Identity> {
  const user = userShape.safeParse(await read('/user', accessToken))
  if (!user.success) throw failure('provider_invalid', 'GET /user has another shape')
  const { id, login, name, avatar_url } = user.data
  return {
    provider: GITHUB,
    issuer: siteUrl(),
    subject: String(id),
    email: scopes.includes('user:email') ? await findAddress(accessToken) : null,
    emailVerified: false,
    emailKey: null,
    handle: typeof login === 'string' && LOGIN.test(login) ? login : null,
    name: cleanText(name, MAX_NAME),
    image: cleanPictureAddress(avatar_url, MAX_PICTURE),
    hostedDomain: null,
    authenticatedAt: null,
  }
}

/** The one that GitHub writes to, and has verified: the first of the list may be anybody's. */
async function findAddress(accessToken: string): Promise<string | null> {
  const addresses = addressesShape.safeParse(await read('/user/emails', accessToken)).data ?? []
  return readAddress(addresses.find(({ primary, verified }) => primary === true && verified === true)?.email)
}

async function read(path: string, accessToken: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${accessToken}` }
  const response = await askApi(path, { headers }).catch((cause: unknown) => {
    throw new AppError('provider_unavailable', { provider: GITHUB, cause })
  })
  if (response.ok) return readJson(response)
  throw failure(codeOf(response), `GET ${path} answered ${response.status}`)
}

/** GitHub answers 403 as well as 429 to who asks too often, and then says how many requests are left: none. */
function codeOf({ status, headers }: Response): FailureCode {
  if (status === 429 || headers.get('x-ratelimit-remaining') === '0') return 'provider_limit'
  return status >= 500 ? 'provider_unavailable' : 'provider_denied'
}

function failure(code: FailureCode, reason: string): AppError {
  return new AppError(code, { provider: GITHUB, cause: new Error(reason) })
}
