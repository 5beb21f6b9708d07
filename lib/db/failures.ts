import 'server-only'
import { AppError, causes } from '#lib/errors'

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

/** What a database call threw, as it goes on: an outage is `unavailable`, anything else stays what it was. */
export function orOutage(error: unknown): unknown {
  if (error instanceof AppError || !isOutage(error)) return error
  return new AppError('unavailable', { cause: error })
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

/** The codes of an error and of its causes, also of the one that Prisma's driver adapter hides in `meta`. */
function codes(error: unknown): string[] {
  return causes(error).flatMap((one) => [...codesOf(one), ...causes(adapterError(one)).flatMap(codesOf)])
}

function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return []
  const { code, originalCode, kind } = error as Record<string, unknown>
  return [code, originalCode, kind].filter((value): value is string => typeof value === 'string')
}

function adapterError(error: unknown): unknown {
  const { meta } = Object(error) as { meta?: unknown }
  return (Object(meta) as { driverAdapterError?: unknown }).driverAdapterError
}
