import 'server-only'
import { z } from 'zod'
import { AppError } from '#lib/errors'
import type { ProviderId } from '#lib/provider-ids'

const TEN_YEARS_SECONDS = 315_360_000

/** RFC 6749, appendix A.12 and A.17: what can stand in a header. */
const TOKEN = /^[\x20-\x7e]+$/

/** Some write the number as a text. A lifetime that makes no sense counts as none: the token is good until it is refused. */
const seconds = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.int().positive().max(TEN_YEARS_SECONDS))
  .optional()
  .catch(undefined)

/** Some send what they have nothing for as `null` or "": it counts as not sent. */
const optional = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), shape.optional())

/**
 * What a token endpoint may say (RFC 6749, section 5.1), and nothing else of it. An answer without `access_token` or of
 * another type than Bearer is none; one whose `id_token` or `scope` cannot be read says something that we would miss. A
 * refresh may leave out `id_token` and `refresh_token`, and one of these that cannot be used counts as none.
 */
const answerShape = z.object({
  access_token: z.string().max(8_192).regex(TOKEN),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .toLowerCase(),
  id_token: optional(z.string()),
  expires_in: seconds,
  refresh_token: z.string().max(4_096).regex(TOKEN).optional().catch(undefined),
  refresh_token_expires_in: seconds,
  scope: optional(z.string()),
})

/** What was read of it, field by field. */
export type TokenFields = z.output<typeof answerShape>

/** A token answer (RFC 6749, section 5.1), with times instead of lifetimes. The `id_token` is never stored. */
export type TokenAnswer = {
  accessToken: string
  accessTokenExpiresAt: Date | null
  refreshToken: string | null
  refreshTokenExpiresAt: Date | null
  /** Sorted, each once. */
  scopes: string[]
  idToken: string | null
}

type Asked = {
  provider: ProviderId
  /** The scopes that were asked for. An answer that names none gave them all. */
  requested: readonly string[]
  /** What we call a scope that this provider answers by another name than it is asked by. */
  rename?: (scope: string) => string
}

/** Whether an answer with status 200 is a refusal, as GitHub's are: it has an `error`, and no token. */
export function isRefusal(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'error' in answer && !('access_token' in answer)
}

/** Reads what a token endpoint said, without what is odd in it; `provider_invalid` when that is no Bearer token. */
export function readTokenFields(answer: unknown, provider: ProviderId): TokenFields {
  const parsed = answerShape.safeParse(answer)
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path.join('.') || 'body'
  const cause = new Error(`the token answer has a bad ${field}`)
  throw new AppError('provider_invalid', { provider, cause })
}

/** The same, as we keep it. */
export function parseTokenAnswer(answer: unknown, { provider, requested, rename }: Asked): TokenAnswer {
  const fields = readTokenFields(answer, provider)
  const given = fields.scope?.trim() ? readScopes(fields.scope, requested) : requested
  return {
    accessToken: fields.access_token,
    accessTokenExpiresAt: inSeconds(fields.expires_in),
    refreshToken: fields.refresh_token ?? null,
    refreshTokenExpiresAt: inSeconds(fields.refresh_token_expires_in),
    scopes: [...new Set(rename ? given.map(rename) : given)].sort(),
    idToken: fields.id_token ?? null,
  }
}

/** RFC 6749, section 3.3. What is none cannot be ours. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/
const MOST_SCOPES = 200

/** The scopes of a list. Of one without end those stay that were asked for, and the first of the others. */
function readScopes(list: string, requested: readonly string[]): string[] {
  const scopes = list.split(/\s+/).filter((scope) => SCOPE.test(scope))
  if (scopes.length <= MOST_SCOPES) return scopes
  return [...scopes.filter((scope) => requested.includes(scope)), ...scopes].slice(0, MOST_SCOPES)
}

function inSeconds(lifetime: number | undefined): Date | null {
  return lifetime === undefined ? null : new Date(Date.now() + lifetime * 1000)
}
