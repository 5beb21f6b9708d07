import 'server-only'
import { isRecord, type Meaning, meaningOf, readDetails, readReasons } from '#lib/google/reasons'
import { parseRetryAfter, readJson } from '#lib/http/fetch'
import type { ApiAnswer } from '#lib/provider/provider'

/**
 * Sorts an answer as Google's page "Resolve errors" (Drive API) and its error model (AIP-193) describe them: by the first
 * reason that says whose it is, and where none does, by the status.
 */
export async function readApiAnswer(response: Response): Promise<ApiAnswer> {
  const { status, headers } = response
  const body = await readJson(response)
  if (response.ok && body !== undefined) return { kind: 'data', body }
  const reasons = readReasons(body)
  const meaning = meaningOfAnswer(response, reasons, body)
  const reason = `status ${status} ${reasons[0] ?? ''}`.trim()
  switch (meaning) {
    case 'outage':
    case 'rate':
      return { kind: 'busy', limit: meaning === 'rate' ? 'rate' : null, reason, ...wait(headers, body) }
    case 'quota':
      return { kind: 'busy', limit: 'quota', reason, ...wait(headers, body, QUOTA_SECONDS) }
    case 'consent':
      return { kind: 'insufficient' }
    case 'organisation':
    case 'account':
      return { kind: 'forbidden', by: meaning, reason }
    case 'operator':
    case 'redirect-uri':
      return { kind: 'refused', reason }
    case 'ended':
      return { kind: 'unauthorized' }
    case null:
      return status === 403
        ? { kind: 'forbidden', by: 'unclear', reason }
        : { kind: 'rejected', status, reason }
  }
}

/** 401, 429 and 5xx speak for themselves, unless a reason says more. */
function meaningOfAnswer(response: Response, reasons: readonly string[], body: unknown): Meaning | null {
  const { status, headers } = response
  const named = reasons.map(meaningOf).find((one) => one !== null) ?? null
  if (status >= 500 || response.ok) return named === 'rate' || named === 'quota' ? named : 'outage'
  if (named === 'rate' || named === 'quota' || status === 429)
    return named === 'quota' || isDaily(body) ? 'quota' : 'rate'
  if (status === 401) return named === 'consent' || named === null ? 'ended' : named
  // RFC 6750, section 3.1: a header says it too.
  if (
    status === 403 &&
    named === null &&
    /error="?insufficient_scope/.test(headers.get('www-authenticate') ?? '')
  )
    return 'consent'
  return named
}

/** Newer APIs call a quota of a day a rate too, and tell them apart by its name: `ReadsPerDayPerProject`. */
function isDaily(body: unknown): boolean {
  return readDetails(body).some(
    ({ metadata }) =>
      isRecord(metadata) && /PerDay|PerMonth|daily/i.test(`${metadata.quota_limit} ${metadata.quota_unit}`),
  )
}

/** Seconds that a quota is left alone at most: Google's begin again at midnight in California, and may be raised any time. */
const QUOTA_SECONDS = 60 * 60

/** How long Google asks us to wait, in a header or, newer, in the body (`google.rpc.RetryInfo`). */
function wait(headers: Headers, body: unknown, longest?: number): { retryAfterSeconds: number | null } {
  const delay = readDetails(body).find(({ retryDelay }) => typeof retryDelay === 'string')?.retryDelay
  const asked =
    headers.get('retry-after') ?? (typeof delay === 'string' ? delay.replace(/(\.\d+)?s$/, '') : null)
  return { retryAfterSeconds: parseRetryAfter(asked, { ...(longest && { longest }) }) }
}
