import 'server-only'
import { env } from '#lib/env'

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** How long a session lasts without being used, and at the most, in words such as "7 days". */
export function describeLimits(): { idle: string; absolute: string } {
  const { SESSION_IDLE_SECONDS, SESSION_ABSOLUTE_SECONDS } = env()
  return { idle: inWords(SESSION_IDLE_SECONDS), absolute: inWords(SESSION_ABSOLUTE_SECONDS) }
}

/** In the largest unit that says it exactly. */
function inWords(seconds: number): string {
  const [unit, length] = UNITS.find(([, size]) => seconds % size === 0) ?? UNITS[3]
  return new Intl.NumberFormat('en-GB', { style: 'unit', unit, unitDisplay: 'long' }).format(seconds / length)
}
