import 'server-only'
import { AppError } from '#lib/errors'

/** Prisma's codes for a server that is away, full, or too busy to give a connection in time. */
const UNAVAILABLE_PRISMA = new Set(['P1000', 'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])

/** The same, as the driver adapter names it where Prisma has no code of its own. */
const UNAVAILABLE_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
])

/** Sockets, and PostgreSQL's classes 08 (connection), 53 (resources), 57 (operator intervention), 55P03. */
const UNAVAILABLE_DRIVER =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|EAI_AGAIN|08...|53...|57...|55P03)$/

/** pg gives these no code. */
const UNAVAILABLE_MESSAGE =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|cannot use a pool after/i

const UNIQUE_VIOLATION = new Set(['P2002', '23505'])

const CONFLICTS = new Set([...UNIQUE_VIOLATION, 'P2034', '40001', '40P01'])

/**
 * Runs a database call and tells an outage from a defect.
 *
 * @throws AppError `unavailable` when the database cannot be reached or does not answer in time
 */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isOutage(error)) throw new AppError('unavailable', { cause: error })
    throw error
  }
}

/** Whether the same transaction can succeed when it is run again: it lost a race and changed nothing. */
export function isConflict(error: unknown): boolean {
  return codes(error).some((code) => CONFLICTS.has(code))
}

function isOutage(error: unknown): boolean {
  if (codes(error).some(isOutageCode)) return true
  return error instanceof Error && UNAVAILABLE_MESSAGE.test(error.message)
}

function isOutageCode(code: string): boolean {
  return UNAVAILABLE_PRISMA.has(code) || UNAVAILABLE_KINDS.has(code) || UNAVAILABLE_DRIVER.test(code)
}

/** The codes of an error, of what Prisma's driver adapter wraps, and of its causes. */
function codes(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) && !(error && typeof error === 'object')) return []
  const { code, originalCode, kind, cause, meta } = error as Record<string, unknown>
  const own = [code, originalCode, kind].filter((value): value is string => typeof value === 'string')
  if (depth > 4) return own
  const inner =
    meta && typeof meta === 'object' ? (meta as Record<string, unknown>).driverAdapterError : undefined
  return [...own, ...codes(cause, depth + 1), ...codes(inner, depth + 1)]
}
