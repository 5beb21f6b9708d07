import 'server-only'

const FIRST_SECONDS = 1
const LONGEST_SECONDS = 60

/**
 * Seconds to wait after so many failures in a row: doubled each time, up to a minute, and spread by half of it so
 * that those who failed together do not come back together.
 */
export function backoffSeconds(failures: number, random = Math.random()): number {
  const step = Math.min(FIRST_SECONDS * 2 ** (failures - 1), LONGEST_SECONDS)
  return step * (0.5 + random / 2)
}
