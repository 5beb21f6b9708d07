import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { takeSecurityEvent } from '#lib/account/security-events'
import { countRequest } from '#lib/auth/rate-limit'
import { requireClient } from '#lib/env'
import { failureCode } from '#lib/errors'
import { readBytes } from '#lib/http/body'
import { NO_STORE } from '#lib/http/no-store'
import { log } from '#lib/log'
import { countSecurityEvent } from '#lib/metrics'
import { RefusedEventError, type SecurityEvent } from '#lib/provider/security-event'
import type { ProviderId } from '#lib/provider-ids'
import { describeClient } from '#lib/request/client'
import { reportFailure } from '#lib/request/report'
import { answerProblem } from '#lib/web/json'

type EventSource = {
  provider: ProviderId
  /** Verifies a token and says what it is about, or throws. */
  read: (token: string) => Promise<SecurityEvent>
}

const TYPE = 'application/secevent+jwt'
const MAX_BYTES = 32_768

/**
 * The edge of what a provider pushes (RFC 8935): 202 once it is stored and done, also when it is about nobody here; 400 with
 * `err` and `description` for what is no event for us; 503 while it cannot be verified or stored, after which the provider
 * tries again. No cookie and no page of ours comes with it, so its signature alone decides. Only what is refused is counted:
 * nobody can use up the provider's share.
 */
export function securityEventRoute(source: EventSource): (request: Request) => Promise<Response> {
  const { provider } = source
  return async (request) => {
    try {
      requireClient(provider)
      await takeSecurityEvent(await readEvent(request, source))
      return new Response(null, { status: 202, headers: { 'cache-control': NO_STORE } })
    } catch (error) {
      unstable_rethrow(error)
      return error instanceof RefusedEventError ? refuse(error, provider) : fail(error, provider)
    }
  }
}

async function readEvent(request: Request, { read }: EventSource): Promise<SecurityEvent> {
  try {
    return await read(await readToken(request))
  } catch (error) {
    if (error instanceof RefusedEventError) await countRequest('report', describeClient(request.headers))
    throw error
  }
}

async function readToken({ headers, body }: Request): Promise<string> {
  const [type] = (headers.get('content-type') ?? '').split(';')
  if (type?.trim().toLowerCase() !== TYPE) throw invalid(`The content type is not ${TYPE}`)
  if (headers.has('content-encoding')) throw invalid('The body is encoded')
  const bytes = await readBytes(body, MAX_BYTES).catch((cause: unknown) => {
    throw invalid('The body broke off', cause)
  })
  if (!bytes) throw invalid(`The body is longer than ${MAX_BYTES} bytes`)
  return Buffer.from(bytes).toString('latin1').trim()
}

function invalid(description: string, cause?: unknown): RefusedEventError {
  return new RefusedEventError('invalid_request', description, { cause })
}

/** RFC 8935, section 2.3. */
function refuse(error: RefusedEventError, provider: ProviderId): Response {
  const { err, message: description } = error
  countSecurityEvent('none', err)
  log().warn({ event: 'security event refused', provider, code: err, err: error }, description)
  return Response.json({ err, description }, { status: 400, headers: { 'cache-control': NO_STORE } })
}

function fail(error: unknown, provider: ProviderId): Response {
  const code = failureCode(error)
  countSecurityEvent('none', code)
  return answerProblem(reportFailure('security event not taken', code, error, provider))
}
