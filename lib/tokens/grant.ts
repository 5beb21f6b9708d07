import 'server-only'
import { z } from 'zod'
import { AppError } from '#lib/errors'
import { parseScopes } from '#lib/google/scopes'

const seconds = z.coerce.number().int().positive().optional().catch(undefined)

const answerShape = z.object({
  access_token: z.string().min(1).max(8_192),
  token_type: z.string().regex(/^bearer$/i),
  id_token: z.string().min(1),
  expires_in: seconds,
  refresh_token: z.string().min(1).max(4_096).optional().catch(undefined),
  refresh_token_expires_in: seconds,
  scope: z.string().max(4_096).optional(),
})

/** A token answer (RFC 6749, section 5.1) as it is stored, with times instead of lifetimes. */
export type Grant = {
  accessToken: string
  accessTokenExpiresAt: Date | null
  refreshToken: string | null
  refreshTokenExpiresAt: Date | null
  tokenType: string
  scopes: string[]
}

/**
 * @param answer what the token endpoint said
 * @param requested the scopes that were asked for
 * @returns the grant, and the `id_token`, which is verified and never stored
 * @throws AppError `google_invalid` when the answer is not a Bearer token with an `id_token`
 */
export function parseGrant(answer: unknown, requested: readonly string[]): { grant: Grant; idToken: string } {
  const parsed = answerShape.safeParse(answer)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? 'body'
    throw new AppError('google_invalid', { cause: new Error(`the token answer has a bad ${field}`) })
  }
  const { data } = parsed
  const grant = {
    accessToken: data.access_token,
    accessTokenExpiresAt: inSeconds(data.expires_in),
    refreshToken: data.refresh_token ?? null,
    refreshTokenExpiresAt: inSeconds(data.refresh_token_expires_in),
    tokenType: 'Bearer',
    scopes: parseScopes(data.scope, requested),
  }
  return { grant, idToken: data.id_token }
}

function inSeconds(lifetime: number | undefined): Date | null {
  return lifetime === undefined ? null : new Date(Date.now() + lifetime * 1000)
}
