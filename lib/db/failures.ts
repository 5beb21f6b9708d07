import 'server-only'
import { AppError, causes } from '#lib/errors'

/** The database cannot be used, or has no room for one more just now; or two transactions were in each other's way. */
type Trouble = 'outage' | 'overload' | 'conflict'

/**
 * What a database says, by SQLSTATE (PostgreSQL, appendix A): the first line that fits counts. What is in no line is
 * about the statement, which is ours: a defect.
 */
const SQLSTATES: [RegExp, Trouble][] = [
  // Too many connections, no memory, a limit; a lock, a statement or a transaction that took too long.
  [/^(53000|53200|53300|53400|55P03|57014|25P03|25P04)$/, 'overload'],
  // Serialization failure and deadlock: the transaction lost, and changed nothing.
  [/^(40001|40P01)$/, 'conflict'],
  // A server that has become a standby, or takes no writes for another reason.
  [/^25006$/, 'outage'],
  // Connection exceptions (08), no right to come in (28), no such database (3D), a full disk and its kin (53), an operator
  // who stops it (57), the system below it (58), its configuration (F0), itself (XX).
  [/^(08|28|3D|53|57|58|F0|XX)...$/, 'outage'],
]

/** Where there is no SQLSTATE: Prisma's codes, those of its driver adapter, and those of Node. */
const OTHER_CODES: Record<string, Trouble> = {
  P1000: 'outage',
  P1001: 'outage',
  P1002: 'outage',
  P1003: 'outage',
  P1008: 'outage',
  P1010: 'outage',
  P1011: 'outage',
  P1017: 'outage',
  P2024: 'overload',
  P2028: 'outage',
  P2034: 'conflict',
  P2037: 'overload',
  AuthenticationFailed: 'outage',
  ConnectionClosed: 'outage',
  DatabaseAccessDenied: 'outage',
  DatabaseDoesNotExist: 'outage',
  DatabaseNotReachable: 'outage',
  SocketTimeout: 'outage',
  TlsConnectionError: 'outage',
  TooManyConnections: 'overload',
  TransactionWriteConflict: 'conflict',
  EAI_AGAIN: 'outage',
  ECONNABORTED: 'outage',
  ECONNREFUSED: 'outage',
  ECONNRESET: 'outage',
  EHOSTUNREACH: 'outage',
  ENETUNREACH: 'outage',
  ENOTFOUND: 'outage',
  EPIPE: 'outage',
  ETIMEDOUT: 'outage',
}

/** pg gives these no code, and poolers give all of theirs the same: 08P01 (PgBouncer) or XX000 (Supavisor). */
const MESSAGES: [RegExp, Trouble][] = [
  [
    /no more connections allowed|too many (clients|connections)|max clients? (connections? )?reached|remaining connection slots|query_wait_timeout|unable to check ?out/i,
    'overload',
  ],
  // Every connection of this process was in use for seconds; or a transaction has waited or lasted too long.
  [/timeout exceeded when trying to connect|unable to start a transaction in the given time/i, 'overload'],
  [/expired transaction|timeout for this transaction/i, 'overload'],
  [/connection terminated|connection ended|query read timeout|cannot use a pool after/i, 'outage'],
]

const UNIQUE_VIOLATION = new Set(['P2002', '23505'])

const CONNECT_ERROR = 'ConnectError'

/** A connection did not come about. Whatever the reason was, it is no fault of the statement that wanted it. */
class ConnectError extends Error {
  override name = CONNECT_ERROR
  constructor(cause: unknown) {
    super('No connection to the database', { cause })
  }
}

/** What kept a connection from opening, so that nobody takes it for a defect. */
export function connectFailure(cause: unknown): Error {
  return new ConnectError(cause)
}

/**
 * What a database call threw, as it goes on: an outage is `unavailable`, an overload is `overloaded`, and anything else
 * stays what it was.
 */
export function orOutage(error: unknown): unknown {
  if (error instanceof AppError) return error
  const trouble = troubleOf(error)
  if (trouble === 'outage') return new AppError('unavailable', { cause: error })
  if (trouble === 'overload') return new AppError('overloaded', { cause: error })
  return error
}

/** The same for a transaction that was tried again and again: whoever always loses has too many others beside it. */
export function orOutageAtLast(error: unknown): unknown {
  return troubleOf(error) === 'conflict' ? new AppError('overloaded', { cause: error }) : orOutage(error)
}

/** Whether the same transaction can succeed when it is run again: it lost a race and changed nothing. */
export function isConflict(error: unknown): boolean {
  if (error instanceof AppError) return false
  return (
    troubleOf(error) === 'conflict' ||
    sayings(error).some(({ codes }) => codes.some((code) => UNIQUE_VIOLATION.has(code)))
  )
}

function troubleOf(error: unknown): Trouble | undefined {
  const said = sayings(error)
  const known = said.flatMap((one) => troubleIn(one) ?? [])
  // A pooler that is full says so in words, and by its code that it is away.
  if (known.includes('overload')) return 'overload'
  if (known[0]) return known[0]
  // The server ends a connection by FATAL, and itself by PANIC, with whatever code. Nothing of ours makes it do so.
  const ended = said.some(({ severity }) => severity === 'FATAL' || severity === 'PANIC')
  return ended || causes(error).some(isConnectError) ? 'outage' : undefined
}

/** By name: pages and routes have this module each for themselves, and one pool together. */
function isConnectError(error: unknown): boolean {
  return error instanceof Error && error.name === CONNECT_ERROR
}

function troubleIn({ codes, message }: Saying): Trouble | undefined {
  const byMessage = MESSAGES.find(([pattern]) => pattern.test(message))?.[1]
  const byCode = codes.map(troubleOfCode).find(Boolean)
  return byMessage === 'overload' ? byMessage : (byCode ?? byMessage)
}

function troubleOfCode(code: string): Trouble | undefined {
  if (Object.hasOwn(OTHER_CODES, code)) return OTHER_CODES[code]
  return SQLSTATES.find(([pattern]) => pattern.test(code))?.[1]
}

/** What one error of a chain says of itself. */
type Saying = { codes: string[]; message: string; severity: unknown }

/** An error and its causes, also the one that Prisma's driver adapter hides in `meta`. */
function sayings(error: unknown): Saying[] {
  return causes(error).flatMap((one) => [one, ...causes(adapterError(one))].map(readSaying))
}

function readSaying(error: unknown): Saying {
  const { code, originalCode, kind, message, originalMessage, severity } = Object(error) as Record<
    string,
    unknown
  >
  const texts = (values: unknown[]) => values.filter((value): value is string => typeof value === 'string')
  return {
    codes: texts([code, originalCode, kind]),
    message: texts([message, originalMessage]).join('\n'),
    severity,
  }
}

function adapterError(error: unknown): unknown {
  const { meta } = Object(error) as { meta?: unknown }
  return (Object(meta) as { driverAdapterError?: unknown }).driverAdapterError
}
