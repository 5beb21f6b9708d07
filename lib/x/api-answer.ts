import 'server-only'
import { z } from 'zod'
import { readJson } from '#lib/http/fetch'
import type { ApiAnswer } from '#lib/provider/provider'

const text = z.string().optional().catch(undefined)

/** One error of X, in either of its shapes: problem JSON (RFC 9457), or the older list of codes. */
const errorShape = z.object({
  title: text,
  detail: text,
  type: text,
  /** Of `client-forbidden`: what the application lacks. */
  reason: text,
  code: z.number().optional().catch(undefined),
  message: text,
})

type ApiError = z.output<typeof errorShape>

const bodyShape = errorShape.extend({
  data: z.unknown().optional(),
  meta: z.unknown().optional(),
  errors: z.array(errorShape).optional().catch(undefined),
})

type Meaning = 'token' | 'account' | 'operator' | 'paid' | 'rate'

/** The end of `type`, which is an address (X, "Response Codes & Errors"). Of those that are missing, none says whose it is. */
const types: Record<string, Meaning> = {
  credits: 'paid',
  'usage-capped': 'paid',
  'rate-limit-exceeded': 'rate',
  'client-forbidden': 'operator',
  'client-not-enrolled': 'operator',
  'unsupported-authentication': 'operator',
  'oauth1-permissions': 'operator',
  'resource-not-found': 'account',
  'resource-unavailable': 'account',
  'not-authorized-for-resource': 'account',
  'user-suspended': 'account',
}

/** Codes of the older shape (X, "Response codes"). */
const oldCodes: Record<number, Meaning> = {
  32: 'token',
  89: 'token',
  215: 'token',
  63: 'account',
  64: 'account',
  326: 'account',
  87: 'operator',
  261: 'operator',
  416: 'operator',
  453: 'operator',
  88: 'rate',
}

/** What only the text tells apart: people whose account is suspended or locked, and operators who have paid for no more. */
const texts: [pattern: RegExp, meaning: Meaning][] = [
  [/\b(?:credits?|spending limit|usage cap)\b|^creditsdepleted$|^usagecap/i, 'paid'],
  [/\bsuspended\b|\blocked\b|\bdeactivated\b/i, 'account'],
]

/**
 * Sorts an answer of X's API: by what its errors say, and where they say nothing, by the status. An answer with status 200
 * may carry errors in the place of what was asked for.
 */
export async function readApiAnswer(response: Response): Promise<ApiAnswer> {
  const { status, headers } = response
  const body = await readJson(response)
  const parsed = bodyShape.safeParse(body)
  const {
    data,
    meta,
    errors = [],
    ...own
  } = parsed.success ? parsed.data : ({} as z.output<typeof bodyShape>)
  // Of a page of posts that cannot be read there is `meta` still: that is an answer.
  if (response.ok && parsed.success && (data !== undefined || meta !== undefined || errors.length === 0))
    return { kind: 'data', body }
  const said = parsed.success ? [own, ...errors] : []
  const meaning = said.map(meaningOf).find((one) => one !== null) ?? null
  const reason = `status ${status} ${said.map(nameOf).find((name) => name !== '') ?? ''}`.trim()
  if (status === 402 || meaning === 'paid') return { kind: 'unpaid', reason }
  if (status === 429 || meaning === 'rate')
    return { kind: 'busy', limit: 'rate', reason, retryAfterSeconds: untilReset(headers) }
  // What is no JSON is a page of somebody on the way.
  if (status >= 500 || !parsed.success)
    return status === 401
      ? { kind: 'unauthorized' }
      : { kind: 'busy', limit: null, reason, retryAfterSeconds: null }
  if (meaning === 'operator') return { kind: 'refused', reason }
  if (meaning === 'account') return { kind: 'forbidden', by: 'account', reason }
  if (status === 401 || meaning === 'token') return { kind: 'unauthorized' }
  if (status === 403 || response.ok) return { kind: 'forbidden', by: 'unclear', reason }
  return { kind: 'rejected', status, reason }
}

function meaningOf({ type, title, detail, reason, code, message }: ApiError): Meaning | null {
  const names = [type?.split('/').at(-1), reason]
  const named = names.map((name) => (name && Object.hasOwn(types, name) ? types[name] : undefined))
  const known = named.find((one) => one !== undefined) ?? (code === undefined ? undefined : oldCodes[code])
  if (known) return known
  const said = [title, detail, message].filter((one) => one !== undefined)
  return texts.find(([pattern]) => said.some((one) => pattern.test(one)))?.[1] ?? null
}

/** What an error is called, for the log: never its `detail`, which may name somebody. */
function nameOf({ title, type, reason, code }: ApiError): string {
  return (reason ?? title ?? type?.split('/').at(-1) ?? (code === undefined ? '' : `code ${code}`)).slice(
    0,
    60,
  )
}

/** X counts in windows of fifteen minutes. */
const WINDOW_SECONDS = 15 * 60

/** Seconds until a limit is over: X says at which second since 1970, and has no `Retry-After`. */
export function untilReset(headers: Headers, now = Date.now()): number | null {
  const reset = headers.get('x-rate-limit-reset') ?? ''
  if (!/^\d{1,12}$/.test(reset)) return null
  const seconds = Math.ceil(Number(reset) - now / 1000)
  return Math.min(Math.max(seconds, 1), WINDOW_SECONDS)
}
