import 'server-only'
import { type DestinationStream, type Logger, pino } from 'pino'
import { currentContext } from '#lib/context'
import { env } from '#lib/env'
import { type Env, secretsOf } from '#lib/env-schema'
import { scrub } from '#lib/scrub'

/** An error as the log keeps it: names, codes and messages, never the objects that libraries hang on it. */
type LoggedError = { type: string; message: string; code?: string; stack?: string; cause?: LoggedError }

const DEEPEST_CAUSE = 5

let logger: Logger | undefined

/**
 * The log of this process: one JSON line an event, to standard output, with the id of the request it belongs to. No
 * line leaves without having been scrubbed as a whole, whatever was put into it.
 */
export function log(): Logger {
  logger ??= createLogger(env())
  return logger
}

/** @param stream where the lines go; standard output unless somebody else wants them */
export function createLogger(settings: Env, stream: DestinationStream = pino.destination(1)): Logger {
  const secrets = secretsOf(settings)
  return pino(
    {
      level: settings.LOG_LEVEL,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => describeError(error) },
      mixin: () => {
        const id = currentContext()?.id
        return id ? { requestId: id } : {}
      },
      hooks: { streamWrite: (line) => scrub(line, secrets) },
    },
    stream,
  )
}

/**
 * Keeps what finds a fault and drops what could hold a secret: `cause` objects of OAuth errors carry whole
 * token answers, and their properties are never copied.
 */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is not an Error' }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' && { code }),
    ...(depth === 0 && { stack: error.stack?.split('\n').slice(1, 12).join('\n') }),
    ...(depth < DEEPEST_CAUSE && nextCause(error, depth)),
  }
}

/** Auth.js puts the true cause in `cause.err`; everybody else in `cause`. */
function nextCause(error: Error, depth: number): { cause?: LoggedError } {
  const { cause } = error
  if (cause instanceof Error) return { cause: describeError(cause, depth + 1) }
  const wrapped = cause && typeof cause === 'object' && 'err' in cause ? cause.err : undefined
  return wrapped instanceof Error ? { cause: describeError(wrapped, depth + 1) } : {}
}
