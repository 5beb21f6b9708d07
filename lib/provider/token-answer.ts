import 'server-only'
import { z } from 'zod'
import { AppError } from '#lib/errors'
import type { ProviderId } from '#lib/provider-ids'

const TEN_YEARS_SECONDS = 315_360_000

/** A lifetime that makes no sense counts as none: the token is good until it is refused. */
const seconds = z.coerce.number().int().positive().max(TEN_YEARS_SECONDS).optional().catch(undefined)

/** A refresh may answer without `id_token` and `refresh_token`, and an empty one counts as none. */
const answerShape = z.object({
  access_token: z.string().min(1).max(8_192),
  token_type: z.string().regex(/^bearer$/i),
  id_token: z.string().min(1).optional(),
  expires_in: seconds,
  refresh_token: z.string().min(1).max(4_096).optional().catch(undefined),
  refresh_token_expires_in: seconds,
  scope: z.string().max(4_096).optional(),
})

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

/** Reads what a token endpoint said; `provider_invalid` when that is no Bearer token. */
export function parseTokenAnswer(answer: unknown, { provider, requested, rename }: Asked): TokenAnswer {
  const parsed = answerShape.safeParse(answer)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') || 'body'
    throw new AppError('provider_invalid', {
      provider,
      cause: new Error(`the token answer has a bad ${field}`),
    })
  }
  const { data } = parsed
  const named = data.scope?.split(' ').filter(Boolean) ?? []
  const given = named.length > 0 ? named : requested
  return {
    accessToken: data.access_token,
    accessTokenExpiresAt: inSeconds(data.expires_in),
    refreshToken: data.refresh_token ?? null,
    refreshTokenExpiresAt: inSeconds(data.refresh_token_expires_in),
    scopes: [...new Set(rename ? given.map(rename) : given)].sort(),
    idToken: data.id_token ?? null,
  }
}

function inSeconds(lifetime: number | undefined): Date | null {
  return lifetime === undefined ? null : new Date(Date.now() + lifetime * 1000)
}
