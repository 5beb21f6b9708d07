import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { countRequest } from '#lib/auth/rate-limit'
import { requireClient } from '#lib/env'
import { AppError, failureCode } from '#lib/errors'
import { readBytes } from '#lib/http/body'
import type { AccountReport } from '#lib/provider/report'
import type { ProviderId } from '#lib/provider-ids'
import { describeClient } from '#lib/request/client'
import { reportFailure } from '#lib/request/report'
import { answerJson, answerProblem } from '#lib/web/json'

const FORM = 'application/x-www-form-urlencoded'
const MAX_BYTES = 8_192

type Reporter = {
  provider: ProviderId
  /** The field of the form that holds the report. */
  field: string
  /** Verifies who it is from and says what it is about, or throws. */
  read: (value: string) => AccountReport
}

/**
 * The edge of a form that a provider's server posts to us by itself: no cookie and no page of ours comes with it, so that its
 * signature alone decides. 404 when the provider is not set up; 400, 403, 413 and 415 for what it has not sent, with nothing changed;
 * 503 while the database is away, after which it tries again. Only what is refused is counted: nobody can keep the
 * provider out.
 */
export function reportRoute(
  { provider, field, read }: Reporter,
  run: (report: AccountReport) => Promise<object>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      requireClient(provider)
      const report = await readReport(request, { field, read })
      return answerJson(await run(report))
    } catch (error) {
      unstable_rethrow(error)
      return answerProblem(reportFailure('report not taken', failureCode(error), error, provider))
    }
  }
}

async function readReport(
  request: Request,
  { field, read }: Pick<Reporter, 'field' | 'read'>,
): Promise<AccountReport> {
  try {
    const values = (await readForm(request)).getAll(field)
    const [value] = values
    if (value === undefined || values.length !== 1) throw invalid(`the form has not one ${field}`)
    return read(value)
  } catch (error) {
    await countRequest('report', describeClient(request.headers))
    throw error
  }
}

async function readForm({ headers, body }: Request): Promise<URLSearchParams> {
  const [type] = (headers.get('content-type') ?? '').split(';')
  if (type?.trim().toLowerCase() !== FORM) throw new AppError('unreadable_form')
  const bytes = await readBytes(body, MAX_BYTES).catch((cause: unknown) => {
    throw new AppError('invalid_input', { cause })
  })
  if (!bytes) throw new AppError('too_large')
  return new URLSearchParams(Buffer.from(bytes).toString())
}

function invalid(reason: string): AppError {
  return new AppError('invalid_input', { cause: new Error(reason) })
}
