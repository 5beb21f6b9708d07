import 'server-only'
import { z } from 'zod'
import { readJson, retryAfterSeconds } from '#lib/http/fetch'
import type { ApiAnswer } from '#lib/provider/provider'

const errorShape = z.object({
  error: z.object({
    errors: z.array(z.object({ reason: z.string() })).default([]),
    details: z.array(z.object({ reason: z.string().optional() })).default([]),
  }),
})

const RATE_REASONS = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'dailyLimitExceeded',
  'sharingRateLimitExceeded',
  'RATE_LIMIT_EXCEEDED',
])
const SCOPE_REASONS = new Set(['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'])

/** Sorts an answer as Google's page "Resolve errors" (Drive API) and its error model (AIP-193) describe them. */
export async function readApiAnswer(response: Response): Promise<ApiAnswer> {
  const { status, headers } = response
  const body = await readJson(response)
  if (response.ok && body !== undefined) return { kind: 'data', body }
  const reasons = readReasons(body)
  const reason = `status ${status} ${reasons[0]?.slice(0, 60) ?? ''}`.trim()
  if (status === 401) return { kind: 'unauthorized' }
  if (status === 403 && reasons.some((one) => SCOPE_REASONS.has(one))) return { kind: 'insufficient' }
  const limited = status === 429 || (status === 403 && reasons.some((one) => RATE_REASONS.has(one)))
  if (limited || status >= 500 || response.ok)
    return { kind: 'busy', limited, reason, retryAfterSeconds: retryAfterSeconds(headers) }
  return { kind: 'rejected', status, reason }
}

function readReasons(body: unknown): string[] {
  const parsed = errorShape.safeParse(body)
  if (!parsed.success) return []
  const { errors, details } = parsed.data.error
  return [...errors, ...details].flatMap(({ reason }) => (reason ? [reason] : []))
}
