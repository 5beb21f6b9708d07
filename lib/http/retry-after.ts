import 'server-only'

const LONGEST_SECONDS = 5 * 60

/**
 * Seconds that a service asks us to wait, from 1 to 300, or null when it does not say or says nonsense.
 * `Retry-After` is a number of seconds or a date (RFC 9110, section 10.2.3).
 */
export function retryAfterSeconds(headers: Headers, now = Date.now()): number | null {
  const value = headers.get('retry-after')?.trim()
  if (!value) return null
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000
  if (Number.isNaN(seconds) || seconds < 0) return null
  return Math.min(Math.max(Math.ceil(seconds), 1), LONGEST_SECONDS)
}
