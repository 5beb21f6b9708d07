import 'server-only'
import { type DestinationStream, type Logger, pino } from 'pino'
import { currentContext } from '#lib/context'
import { env } from '#lib/env'
import { type Env, secretsOf } from '#lib/env-schema'
import { causes } from '#lib/errors'
import { scrub } from '#lib/scrub'

/** An error as the log keeps it: names, codes and messages, never the objects that libraries hang on it. */
type LoggedError = { type: string; message: string; code?: string; stack?: string; cause?: LoggedError }

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
export function createLogger(settings: Env, stream: DestinationStream = openOutput()): Logger {
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

/** Bytes of lines that wait for room, such as on a disk that is full. What comes on top of them is dropped. */
const MOST_WAITING = 1_048_576

/**
 * Standard output. A line that cannot be written ends neither the request that it is about nor the process, and does not
 * keep one from ending: pino would try for ever then.
 */
function openOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, maxLength: MOST_WAITING })
  const flush = output.flushSync.bind(output)
  let failing = false
  output.on('error', () => {
    failing = true
  })
  output.on('write', () => {
    failing = false
  })
  output.flushSync = () => {
    if (!failing) flush()
  }
  return output
}

/**
 * Keeps what finds a fault and drops what could hold a secret: `cause` objects of OAuth errors carry whole token
 * answers, and their properties are never copied. The chain ends at the first cause that is not an error.
 */
export function describeError(error: unknown): LoggedError {
  const [first, ...rest] = causes(error)
  if (!(first instanceof Error)) return { type: typeof error, message: 'something that is not an Error' }
  return {
    ...identify(first),
    stack: first.stack?.split('\n').slice(1, 12).join('\n'),
    ...describeCause(rest),
  }
}

function describeCause([first, ...rest]: unknown[]): { cause?: LoggedError } {
  return first instanceof Error ? { cause: { ...identify(first), ...describeCause(rest) } } : {}
}

function identify(error: Error): LoggedError {
  const { name, message, code } = error as Error & { code?: unknown }
  return { type: name, message, ...(typeof code === 'string' && { code }) }
}
